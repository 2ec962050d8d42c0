"""Near-duplicates: what is one story, what is not, which copy is its origin."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.command import copydesk
from tests.datasets.articles import article, write_lines

pytest.importorskip("rensa", reason="the extra datasets is not installed")
WORDS = {
    "en": ("harbour council ferry storm budget school river night bridge market doctor engine winter garden train "
           "paper window morning letter island").split(),
    "ru": "город река школа мост врач поезд утро письмо остров зима рынок сад ночь совет паром буря".split(),
    "zh": list("城河学校桥医生火车早晨信岛冬天市场花园夜议会渡轮风暴经济国家"),
}  # fmt: skip
JOINTS = {"en": " ", "ru": " ", "zh": ""}


def story(seed: int, language: str = "en", count: int = 8, length: int = 40) -> list[str]:
    """Paragraphs of words in an order of their own."""
    rng = random.Random(seed)
    return [JOINTS[language].join(rng.choices(WORDS[language], k=length)) + "." for _ in range(count)]


def clusters(*bodies: list[str], **fields: Any) -> list[set[int]]:
    """The places of bodies that are one story."""
    from crawler.datasets.duplicates import find_clusters

    records = [article(number, "\n\n".join(body), **fields) for number, body in enumerate(bodies)]
    place = {record["id"]: number for number, record in enumerate(records)}
    return [{place[copy.id] for copy, _ in cluster.members} for cluster in find_clusters(records)]


WHOLE = story(1)
LIVE = story(30)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize(
    "change",
    [
        lambda whole, other: whole,
        lambda whole, other: whole[:4],
        lambda whole, other: whole[5:],
        lambda whole, other: [other[0], *whole[1:]],
        lambda whole, other: [other[0], *whole, *other[1:3]],
        lambda whole, other: [part.upper().replace(".", "!") for part in whole],
    ],
    ids=["exact", "cut", "end", "lead", "frame", "typed"],
)
def test_reprints_are_one_story(language: str, change: Any) -> None:
    whole, other = story(1, language), story(2, language)
    assert clusters(whole, change(whole, other), other) == [{0, 1}]


@pytest.mark.parametrize(
    "bodies",
    [
        [story(1), story(2)],
        [story(1), [*story(2), *story(1)[6:]]],  # the background of a topic
        [[f"In {a} it will be {b} and {c} with {n} degrees and {m} metres." for a, b, c, n, m in
          zip(WORDS["en"], WORDS["en"][s:], WORDS["en"][s * 2:], range(s, 99), range(s, 200, 3), strict=False)] for s in (1, 5)],
        [["Subscribe to read on."], ["Subscribe to read on."]],
        [[""], [""]],
        [story(1, length=3, count=8), story(1, length=3, count=8)],  # 24 words
    ],
    ids=["others", "topic", "template", "prompt", "empty", "short"],
)  # fmt: skip
def test_others_stay_apart(bodies: list[list[str]]) -> None:
    assert clusters(*bodies) == []


def test_25_words_are_enough() -> None:
    assert clusters(story(1, length=5, count=5), story(1, length=5, count=5)) == [{0, 1}]


@pytest.mark.parametrize(
    ("kind", "bodies", "expected"),
    [
        ("LiveBlogPosting", [LIVE, [*story(31, count=20), *LIVE]], []),
        ("NewsArticle", [LIVE, [*story(31, count=20), *LIVE]], [{0, 1}]),
        ("LiveBlogPosting", [LIVE, [*LIVE, *story(31, count=2)]], [{0, 1}]),
    ],
)
def test_a_live_blog_that_quotes_a_report_is_no_copy(kind: str, bodies: list[list[str]], expected: list[Any]) -> None:
    assert clusters(*bodies, type=kind) == expected


def test_revisions_are_no_duplicates_and_the_last_one_counts() -> None:
    from crawler.datasets.duplicates import find_clusters

    first, second = (article(1, "\n\n".join(body), revision=n) for n, body in enumerate((WHOLE, story(2)), 1))
    copy = article(2, "\n\n".join(WHOLE))
    assert [
        list(find_clusters(records)) for records in ([first, second], [first, second, copy], [second, first, copy])
    ] == [[], [], []]
    [cluster] = find_clusters([second, copy, first | {"revision": 3}])
    assert {member.id for member, _ in cluster.members} == {first["id"], copy["id"]}


def test_a_digest_does_not_make_its_stories_one() -> None:
    """Two that have nothing in common and stand in a third are not compared through it for ever: no chain."""
    chain = [story(1) + story(2), story(2) + story(3), story(3) + story(4), story(4) + story(5)]
    found = clusters(*chain)
    assert all(len(cluster) <= 3 for cluster in found)


@pytest.mark.parametrize(
    ("fields", "origin"),
    [
        ([{}, {"date_published": "2026-04-02"}], 1),
        ([{"date_published": "2026-04-02T10:00:00+09:00"}, {"date_published": "2026-04-02T02:00:00Z"}], 0),
        ([{"date_published": "2026-04-01"}, {"date_published": "2026-04-02", "publisher": "Reuters"}], 1),
        ([{}, {"dateline": "SEOUL, April 2 (Yonhap)"}], 1),
    ],
    ids=["date", "offset", "agency", "dateline"],
)
def test_the_origin(fields: list[dict[str, Any]], origin: int) -> None:
    from crawler.datasets.duplicates import find_clusters

    records = [article(number, "\n\n".join(WHOLE), **more) for number, more in enumerate(fields)]
    [cluster] = find_clusters(records)
    line = cluster.to_json()
    assert line["origin"] == line["members"][0]["id"] == records[origin]["id"]
    assert [member["similarity"] for member in line["members"]] == [1.0, 1.0]


def test_many_copies_of_one_story_cost_no_more_each() -> None:
    import numpy as np

    from crawler.datasets.candidates import BANDS, band_keys, candidates
    from crawler.datasets.shingles import shingles

    same = [shingles(" ".join(WHOLE).split(), 5)] * 300
    found = list(candidates(band_keys(same), np.arange(300)))
    assert 299 <= len(found) <= 300 * (BANDS + 1)


def test_bands_find_what_has_a_fifth_in_common() -> None:
    import numpy as np

    from crawler.datasets.candidates import band_keys, candidates
    from crawler.datasets.shingles import shingles

    pairs = [(story(n, count=6), story(n, count=2) + story(n + 500, count=4)) for n in range(60)]
    bands = band_keys([shingles(" ".join(text).split(), 5) for pair in pairs for text in pair])
    found = set(candidates(bands, np.arange(120)))
    assert sum((2 * n, 2 * n + 1) in found for n in range(60)) >= 50
    assert len(found) <= 65


def test_the_command_writes_a_line_for_each_story(tmp_path: Path) -> None:
    bodies = [WHOLE, story(2), WHOLE[:5], story(3), [*story(2), *story(4)[:2]]]
    records = [article(number, "\n\n".join(body)) for number, body in enumerate(bodies)]
    files = [write_lines(tmp_path / "a.jsonl", records[:3]), write_lines(tmp_path / "b.jsonl", records[3:])]
    done = copydesk("dataset", "duplicates", *files, "-o", tmp_path / "copies.jsonl")
    assert (done.code, done.err) == (0, "2 copies of 2 stories.\n")
    lines = [json.loads(line) for line in (tmp_path / "copies.jsonl").read_text("utf-8").splitlines()]
    assert [{member["url"] for member in line["members"]} for line in lines] == [
        {records[0]["url"], records[2]["url"]}, {records[1]["url"], records[4]["url"]},
    ]  # fmt: skip
    assert all({"cluster", "origin", "members"} <= set(line) for line in lines)
    assert lines[0]["members"][1]["similarity"] == 1.0
    again = copydesk("dataset", "duplicates", *files)
    assert again.out == (tmp_path / "copies.jsonl").read_bytes()


def test_pairs_of_corpora_stay_apart() -> None:
    shared = Path(__file__).parents[3] / "shared" / "corpus" / "press.truth.jsonl"
    if not shared.exists():
        pytest.skip("the corpora are not here")
    rows = [json.loads(line) for line in shared.read_text("utf-8").split("\n") if line]
    bodies = [row["text"].split("\n") for row in rows if row.get("text")]
    assert clusters(*bodies) == []


@pytest.mark.parametrize(("length", "common"), [(14, 14), (13, 0)])
def test_a_passage_has_14_words(length: int, common: int) -> None:
    from crawler.datasets.overlap import overlap
    from crawler.datasets.shingles import shingles

    words = [f"w{n}" for n in range(length)]
    found = overlap(shingles(words, 5), shingles([*words, *"abcdefghij"], 5), 5)
    assert found.common == common
