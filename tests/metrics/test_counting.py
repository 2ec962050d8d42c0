"""What is counted of records, and how tallies add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.metrics.counting import count_record, count_response
from crawler.metrics.facts import facts_of
from crawler.metrics.frequent import merge
from crawler.metrics.histogram import DELAY, LETTERS, count, quantile, total
from crawler.metrics.packing import merge_packed, pack, unpack
from crawler.metrics.tallies import OTHERS, Tallies
from crawler.metrics.tally import Tally
from crawler.normalize.pipeline import normalize
from crawler.record.items import Article, Author, Block, Image


def record(**values: Any) -> dict[str, Any]:
    usual = {"headline": "Harbour opens", "date_downloaded": "2026-11-24T10:00:00Z"}
    return normalize(Article("https://daily.example/1", "https://daily.example/1", **{**usual, **values}))


TEXT = [Block("paragraph", text="The harbour opened again on Thursday. " * 3)]
PICTURE = Image("https://daily.example/a.jpg", caption="Boats in the harbour.", credit_text="Ann Lee/Reuters")


@pytest.mark.parametrize(
    ("values", "present"),
    [
        ({}, "headline"),
        ({"headline": None}, ""),
        ({"blocks": TEXT}, "headline body"),
        ({"date_published": "2026-11-24"}, "headline date"),
        ({"authors": [Author("Ann Lee")]}, "headline authors"),
        ({"source_organizations": ["Reuters"]}, "headline authors"),
        ({"images": [Image("https://daily.example/a.jpg")]}, "headline images"),
        ({"images": [PICTURE]}, "headline images captions credits"),
    ],
)
def test_present(values: dict[str, Any], present: str) -> None:
    assert facts_of(record(**values)).present == frozenset(present.split())


@pytest.mark.parametrize(
    ("date", "delay"),
    [
        ("2026-11-24T09:00:00Z", 3600),
        ("2026-11-24T11:30:00+02:00", 1800),
        ("2026-11-24T09:59:00", 60),
        ("2026-11-24T11:00:00Z", 0),
        ("2026-11-24", None),
        (None, None),
    ],
)
def test_delay(date: str | None, delay: float | None) -> None:
    found = record()
    found["date_published"] = date
    assert facts_of(found).delay == delay


def test_a_record_is_counted_once_in_everything() -> None:
    tally = Tally()
    found = record(blocks=TEXT, images=[PICTURE], authors=[Author("Ann Lee")], date_published="2026-11-24T09:00:00Z")
    count_record(tally, facts_of(found), 36_000.0)
    assert (tally.written, tally.new, tally.images, tally.captions, tally.credits) == (1, 1, 1, 1, 1)
    assert tally.hours == {"10": 1} and tally.delay == {"3600": 1} and total(tally.letters) == 1
    assert tally.top_authors == {"Ann Lee": 1} and tally.top_captions == {"Boats in the harbour.": 1}
    assert len(tally.top_paragraphs) == 1 and tally.duplicates == 0
    count_record(tally, facts_of(found), 36_000.0)
    assert tally.duplicates == 1 and tally.examples["with headline"] == [found["url"]]
    found["revision"] = 2
    count_record(tally, facts_of(found), 36_000.0)
    assert (tally.written, tally.new, tally.duplicates) == (3, 2, 1)


def test_a_response_is_counted() -> None:
    tally = Tally()
    count_response(tally, 304, 0, 0.3)
    count_response(tally, 200, 9, None)
    assert (tally.responses, tally.bytes, tally.statuses, tally.latency) == (2, 9, {"304": 1, "200": 1}, {"0.5": 1})


NAMES = st.sampled_from(["a", "b", "c", "d"])
TALLIES = st.builds(
    Tally,
    asked=st.integers(0, 9),
    failed=st.dictionaries(NAMES, st.integers(1, 9)),
    examples=st.dictionaries(NAMES, st.lists(NAMES, max_size=3, unique=True)),
    digests=st.lists(NAMES, max_size=5),
    last_success=st.integers(0, 9),
)


@given(TALLIES, TALLIES, TALLIES)
def test_sums_do_not_depend_on_how_they_are_grouped(a: Tally, b: Tally, c: Tally) -> None:
    left = merge_packed(merge_packed(pack(a.to_dict()), pack(b.to_dict())), pack(c.to_dict()))
    right = merge_packed(pack(a.to_dict()), merge_packed(pack(b.to_dict()), pack(c.to_dict())))
    assert unpack(left) == unpack(right)
    assert Tally.from_dict(unpack(left)).asked == a.asked + b.asked + c.asked


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60), st.integers(1, 5))
def test_frequent_texts_are_never_overcounted_and_barely_undercounted(texts: list[str], size: int) -> None:
    counts: dict[str, int] = {}
    for text in texts:
        counts = merge(counts, {text: 1}, size)
    for text in set(texts):
        assert texts.count(text) - len(texts) / (size + 1) <= counts.get(text, 0) <= texts.count(text)


@pytest.mark.parametrize(("value", "name"), [(0, "60"), (60, "60"), (61, "120"), (2_592_001, "more")])
def test_bins(value: float, name: str) -> None:
    found: dict[str, int] = {}
    count(found, DELAY, value)
    assert found == {name: 1}


def test_quantile_is_within_half_an_octave() -> None:
    found: dict[str, int] = {}
    for letters in range(1_000, 3_001, 10):
        count(found, LETTERS, letters)
    median = quantile(found, 0.5)
    assert median and 2_000 <= median <= 2_000 * 2**0.5


def test_names_and_sources_are_bounded() -> None:
    tally = Tally()
    tally.add(Tally(languages={f"l{n}": n + 1 for n in range(100)}))
    assert len(tally.languages) == 40 and sum(tally.languages.values()) == 5050
    tallies = Tallies()
    for number in range(2_010):
        tallies.of(f"host-{number}").asked += 1
    assert len(tallies) == 2_001 and tallies[OTHERS].asked == 10 and tallies.total().asked == 2_010
    assert Tally.from_dict({"asked": 1, "of_a_newer_version": 2}) == Tally(asked=1)


@given(st.lists(st.booleans(), max_size=12), st.integers(0, 12))
def test_streaks_go_on_over_days(present: list[bool], cut: int) -> None:
    def tally(values: list[bool]) -> Tally:
        found = Tally()
        for has in values:
            count_record(found, facts_of(record(headline="A" if has else None, blocks=TEXT)), 0)
        return found

    whole = tally(present[:cut])
    whole.add(tally(present[cut:]))
    streak = next((n for n, has in enumerate(reversed(present)) if has), len(present))
    assert whole.streaks.get("headline", 0) == streak
