"""Which sources are due: by what is known of their visits."""

from __future__ import annotations

import pytest

from crawler.fleet.due import Due, due_sources, lock_of
from crawler.ledger.shared import VisitState

NOW = 1_000


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (None, 0),  # it was never visited
        (VisitState("a"), None),
        (VisitState("b"), 0),  # its file has changed
        (VisitState("a", again=0), 3_600),  # its visit has not ended
        (VisitState("a", again=1_001), None),
        (VisitState("a", again=1_000), 0),
        (VisitState("a", again=990), 10),
        (VisitState("a", waiting=970), 30),
        (VisitState("a", again=990, waiting=970), 30),
        (VisitState("a", again=2_000, waiting=970), 30),
        (VisitState("a", again=0, waiting=1, not_before=1_001), None),  # it crashed
        (VisitState("b", again=0, not_before=1_000), 3_600),
        (VisitState("a", waiting=-(1 << 40)), 1 << 30),
    ],
)
def test_a_source_is_due(state: VisitState | None, late: int | None) -> None:
    found = due_sources({"daily": "a"}, {"daily": state} if state else {}, NOW)
    assert found == ([] if late is None else [Due("daily", late)])


def test_the_latest_is_first() -> None:
    states = {"a": VisitState("", waiting=990), "b": VisitState("", waiting=900), "c": VisitState("", waiting=990)}
    assert [due.source for due in due_sources(dict.fromkeys("cba", ""), states, NOW)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("state", "due"),
    [
        (VisitState("a", again=0, waiting=1, fence=7), []),
        (VisitState("a", unpublished=True, fence=7), [Due("x", 0, 7, crawl=False)]),
    ],
)
def test_of_a_source_that_was_removed_only_records_are_due(state: VisitState, due: list[Due]) -> None:
    assert due_sources({}, {"x": state}, NOW) == due


@pytest.mark.parametrize(("again", "crawl"), [(None, False), (2_000, False), (0, True)])
def test_records_in_no_segment_are_due(again: int | None, crawl: bool) -> None:
    [due] = due_sources({"x": "a"}, {"x": VisitState("a", again, unpublished=True)}, NOW)
    assert due.crawl == crawl


@pytest.mark.parametrize(
    ("home", "listings", "lock"),
    [
        ("https://Daily.example/", ["https://feeds.example/"], "daily.example"),
        ("https://daily.example:8080/", [], "daily.example"),
        ("", ["nothing", "https://feeds.example/"], "feeds.example"),
        ("", [], ""),
    ],
)
def test_the_host_of_a_source(home: str, listings: list[str], lock: str) -> None:
    assert lock_of(home, listings) == lock
