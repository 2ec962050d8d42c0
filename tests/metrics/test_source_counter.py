"""Counting by source what comes of articles and lists, without a crawl."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.metrics.source_counter import Event, SourceCounter, remember
from crawler.metrics.tally import Tally
from tests.metrics.test_counting import record

URL = "https://daily.example/1"


@pytest.mark.parametrize(
    ("count", "values", "event"),
    [
        (lambda c: c.count_outcome("unchanged", "daily", URL, 0.5), {"unchanged": 1, "last_success": 100}, Event("unchanged", "daily", URL, None, 0.5)),
        (lambda c: c.count_outcome("repeated", "daily", URL), {"repeated": 1, "last_success": 0}, Event("repeated", "daily", URL)),
        (lambda c: c.count_outcome("left_out", "daily", URL), {"left_out": 1, "last_success": 0}, Event("left_out", "daily", URL)),
        (lambda c: c.count_failure("daily", "http", URL, 1.0), {"failed": {"http": 1}, "refused": {}}, Event("failed", "daily", URL, "http", 1.0)),
        (lambda c: c.count_failure("daily", "robots", URL), {"failed": {}, "refused": {"robots": 1}}, Event("refused", "daily", URL, "robots")),
        (lambda c: c.count_list("daily", URL, None, 0.1), {"lists": 1, "lists_failed": {}}, Event("list_read", "daily", URL, None, 0.1)),
        (lambda c: c.count_list("daily", URL, "http", None), {"lists": 1, "lists_failed": {"http": 1}}, Event("list_failed", "daily", URL, "http")),
        (lambda c: c.count_record("daily", record(), 2.0), {"written": 1, "new": 1, "last_success": 100}, Event("written", "daily", URL, None, 2.0)),
    ],
)  # fmt: skip
def test_each_event_is_counted_once_and_observed(
    count: Callable[[SourceCounter], None], values: dict[str, object], event: Event
) -> None:
    counter, events = SourceCounter(clock=lambda: 100.5), list[Event]()
    counter.observe = events.append
    count(counter)
    tally = counter.tallies["daily"]
    assert {name: getattr(tally, name) for name in values} == values
    assert events == [event]


def test_three_latest_records_are_kept_and_a_full_counter_starts_again() -> None:
    counter = SourceCounter()
    for number in range(500):
        assert not counter.is_full
        counter.count_record("daily", record(headline=f"Story {number}"), None)
    assert counter.is_full
    assert [newest["headline"][-3:] for newest in counter.take()["daily"].newest] == ["497", "498", "499"]
    assert not counter.is_full and not counter.tallies


@pytest.mark.parametrize(("before", "duplicates"), [([], 0), (["other"], 0), (None, 1)])
def test_a_record_of_an_earlier_flush_is_a_duplicate(before: list[str] | None, duplicates: int) -> None:
    first = SourceCounter()
    first.count_record("daily", record(), None)
    counter = SourceCounter()
    known = Tally(digests=first.tallies["daily"].digests if before is None else before)
    counter.before = lambda source: known
    counter.count_record("daily", record(), None)
    assert counter.tallies["daily"].duplicates == duplicates


def test_only_the_latest_texts_are_remembered() -> None:
    known: dict[str, None] = {}
    for number in range(4_097):
        remember(known, str(number))
    assert len(known) == 4_096 and "0" not in known and "1" in known
