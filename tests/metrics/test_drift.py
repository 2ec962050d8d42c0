"""Each check of drift, on histories made by hand: what is an alarm, what is not yet, and what is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from crawler.metrics.drift.alarms import Alarm, review
from crawler.metrics.drift.finding import Finding
from crawler.metrics.drift.history import DAY, HOUR, Day, History
from crawler.metrics.drift.judge import judge
from crawler.metrics.drift.statistics import at_least, at_most
from crawler.metrics.drift.volume import climate_of, pace
from crawler.metrics.facts import FIELDS
from crawler.metrics.tally import Tally

MONDAY = 1_767_571_200
Change = Callable[[Tally], object]


def usual(number: int = 20) -> Tally:
    """A day on which all is well, but for one article without captions."""
    return Tally(
        asked=number + 1, written=number, new=number, lists=96, failed={"http": 1},
        fields={**dict.fromkeys(FIELDS, number), "captions": number - 1},
        letters={"1600": number // 2, "2263": number // 4, "3200": number - number // 2 - number // 4},
        confidence={"0.95": number // 2, "1": number - number // 2}, delay={"600": number // 2, "1800": number - number // 2},
        hours={str(hour): number // 10 for hour in range(8, 18)},
        top_authors={f"Author {n}": number // 5 for n in range(5)}, top_captions={f"Caption {n}": 1 for n in range(9)},
        top_paragraphs={f"Paragraph {n}": 1 for n in range(9)},
        examples={"with captions": ["https://daily.example/before"]},
    )  # fmt: skip


def month(change: Change = lambda tally: None, days: int = 30, last: int = 1, number: int = 20) -> list[Day]:
    """So many days, of which the last ones are changed."""
    found = [(MONDAY + day * DAY, usual(number)) for day in range(days)]
    for _, tally in found[-last:]:
        change(tally)
    return found


def verdicts(days: list[Day], **more: Any) -> dict[str, Any]:
    now = days[-1][0] + 20 * HOUR
    return judge(lambda kind: History(days, now), **more)


def without(name: str, left: int = 0) -> Change:
    return lambda tally: tally.fields.update({name: left})


def put(**values: Any) -> Change:
    return lambda tally: [setattr(tally, name, value) for name, value in values.items()]


CHANGES: list[tuple[str, Change]] = [
    *((f"{name}-missing", without(name)) for name in FIELDS),
    ("captions-missing", without("captions", 8)),
    ("body-shrinks", put(letters={"400": 15, "1600": 5})),
    ("confidence-falls", put(confidence={"0.8": 15, "1": 5})),
    ("late", put(delay={"28800": 18})),
    ("one-author", put(top_authors={"Site Admin": 17, "Author 1": 2})),
    ("one-caption", put(top_captions={"A caption": 15})),
    ("boilerplate", put(top_paragraphs={"Sign up for our newsletter.": 18})),
    ("doubled", put(duplicates=9)),
    ("revisions", put(new=8)),
    ("failures-http", put(failed={"http": 18}, asked=40)),
    ("failures-timeout", put(failed={"timeout": 15}, asked=36)),
    ("failures-robots", put(refused={"robots": 15}, asked=36)),
    ("lists-http", put(lists_failed={"http": 90})),
    ("stopped", put(hours={})),
    ("surge", put(hours={"9": 130})),
    ("captions-missing", put(streaks={"captions": 6})),
    ("body-shrinks", put(latest={"letters": ["1600"] * 8 + ["800"] * 7 + ["400"] * 5})),
    ("late", put(latest={"delay": ["600"] * 8 + ["28800"] * 8})),
    ("one-author", put(latest={"authors": ["Author 1"] * 4 + ["Site Admin"] * 9})),
]


@pytest.mark.parametrize(("kind", "change"), CHANGES, ids=[f"{n}-{kind}" for n, (kind, _) in enumerate(CHANGES)])
def test_a_change_is_found(kind: str, change: Change) -> None:
    before, found = verdicts(month()), verdicts(month(change, last=2 if kind == "stopped" else 1))
    assert not [verdict for verdict in before.values() if isinstance(verdict, Finding)]
    assert isinstance(found[kind], Finding), found
    assert found[kind].kind == kind and found[kind].chance <= 1e-3 and found[kind].sentence


@pytest.mark.parametrize(
    ("change", "days", "number"),
    [
        (without("captions", 15), 30, 20),  # not by so much
        (without("captions", 0), 30, 3),  # too few pages
        (without("captions", 0), 4, 20),  # too short a past
        (without("captions", 8), 6, 20),  # a weekend may be so
        (put(letters={"1131": 7, "2263": 13}), 30, 20),
        (put(letters={"400": 6, "3200": 14}), 30, 20),
        (put(confidence={"0.95": 20}), 30, 20),
        (put(delay={"3600": 20}), 30, 20),
        (put(top_authors={"Author 1": 9}), 30, 20),
        (put(top_paragraphs={"Paragraph 1": 9}), 30, 20),
        (put(failed={"http": 4}), 30, 20),
        (put(failed={"not-html": 1}, asked=5, written=4), 30, 20),
        (put(hours={"9": 2}), 30, 20),
        (put(hours={"9": 60}), 30, 20),
        (put(hours={"17": 1}), 30, 10),
        (put(streaks={"captions": 2}), 30, 20),
        (put(latest={"letters": ["1600"] * 10 + ["400"] * 3, "authors": ["Site Admin"] * 7}), 30, 20),
        (put(latest={"letters": ["800"] * 2 + ["1600"] * 10}), 30, 20),
    ],
)
def test_what_happens_is_no_change(change: Change, days: int, number: int) -> None:
    found = verdicts(month(change, days, 1, number))
    assert not {kind: verdict for kind, verdict in found.items() if isinstance(verdict, Finding)}


def test_weekends_are_as_weekends_are() -> None:
    days = month(days=35)
    for day, tally in days:
        if (day - MONDAY) // DAY % 7 >= 5:
            tally.fields["captions"] = 6
            tally.hours = {}
    sunday = verdicts(days)
    assert not isinstance(sunday["captions-missing"], Finding) and not isinstance(sunday["stopped"], Finding)
    monday = [*days, (MONDAY + 35 * DAY, usual())]
    monday[-1][1].fields["captions"] = 6
    assert isinstance(verdicts(monday)["captions-missing"], Finding)


def test_few_pages_are_judged_with_the_days_before() -> None:
    found = verdicts(month(without("captions"), last=3, number=3))["captions-missing"]
    assert isinstance(found, Finding) and found.pages == 9


def test_other_sources_say_what_day_it_is() -> None:
    days = month(put(hours={}), last=1, number=20)
    assert isinstance(verdicts(days, climate=1.0)["stopped"], Finding)
    assert not isinstance(verdicts(days, climate=0.3)["stopped"], Finding)  # a holiday
    assert climate_of([1.0] * 19) is None and climate_of([0.2] * 15 + [1.0] * 10) == 0.2
    assert pace(History(month(), MONDAY + 29 * DAY + 20 * HOUR)) == 1.0


def live(days: list[Day], first: int, every: int = DAY) -> list[Alarm]:
    """All alarms of a source that is reviewed at the end of each day."""
    held: dict[tuple[str, int], Alarm] = {}
    for place in range(first, len(days)):
        now = days[place][0] + 20 * HOUR
        for alarm in review("daily", days[: place + 1], now, held.values()):
            held[alarm.kind, alarm.opened] = alarm
    return list(held.values())


def test_an_alarm_is_raised_once_and_closes_by_itself() -> None:
    days = month(days=60)
    for _, tally in days[40:46]:
        without("captions")(tally)
        tally.examples = {"without captions": ["https://daily.example/after"]}
    [alarm] = live(days, 30)
    assert (alarm.kind, alarm.end) == ("captions-missing", "well")
    assert alarm.opened == days[40][0] + 20 * HOUR and alarm.closed == days[46][0] + 20 * HOUR
    assert alarm.examples_before == ("https://daily.example/before",)
    assert alarm.examples_now == ("https://daily.example/after",)
    assert Alarm.from_dict(alarm.to_dict()) == alarm


def test_it_comes_again_by_the_past_that_was_well() -> None:
    days = month(days=70)
    for _, tally in [*days[40:46], *days[50:]]:
        without("captions")(tally)
    first, second = live(days, 30)
    assert first.end == "well" and second.is_open and second.opened == days[50][0] + 20 * HOUR
    assert second.before > 0.9


def test_what_stays_so_is_accepted_after_four_weeks() -> None:
    days = month(days=100)
    for _, tally in days[40:]:
        without("captions")(tally)
    [alarm] = live(days, 35)
    assert alarm.end == "accepted" and alarm.closed == days[68][0] + 20 * HOUR


def test_an_alarm_stays_open_while_too_little_is_known() -> None:
    days = month(days=44)
    for _, tally in days[40:42]:
        without("captions")(tally)
    for place in (42, 43):
        days[place] = days[place][0], Tally(lists=96)
    [alarm] = [a for a in live(days, 35) if a.kind == "captions-missing"]
    assert alarm.is_open and alarm.seen < days[43][0]


def test_failures_that_end_close_their_alarm() -> None:
    days = month(days=45)
    put(failed={"timeout": 15}, asked=36)(days[40][1])
    [alarm] = live(days, 35)
    assert alarm.kind == "failures-timeout" and alarm.end == "well"
    assert replace(alarm, closed=None).is_open


@pytest.mark.parametrize(("k", "n", "p"), [(0, 10, 0.3), (5, 10, 0.5), (10, 10, 0.9), (3, 400, 0.02)])
def test_tails_add_up(k: int, n: int, p: float) -> None:
    assert at_most(k, n, p) + at_least(k + 1, n, p) == pytest.approx(
        1 if k < n else 1 + at_least(k + 1, n, p), abs=1e-9
    )


def test_what_lacks_in_a_row_may_begin_on_the_day_before() -> None:
    days = month(days=30)
    days[-2][1].streaks = {"captions": 3}
    days[-1] = days[-1][0], usual(2)
    without("captions")(days[-1][1])
    assert not isinstance(verdicts(days)["captions-missing"], Finding)
    days[-1][1].streaks = {"captions": 2}
    found = verdicts(days)["captions-missing"]
    assert isinstance(found, Finding) and found.pages == 5
