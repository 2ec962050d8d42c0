"""Which site gets the next request, and what wakes the crawl; what is done where the ledger fails."""

from __future__ import annotations

import asyncio
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.ledger.errors import LedgerError
from crawler.ledger.monitored import MonitoredLedger
from crawler.ledger.queries import SourceDay
from crawler.ledger.registry import IMPLEMENTATIONS
from crawler.ledger.site_scheduler import SiteScheduler
from crawler.ledger.source_days import by_day, silent_sources

DAY = 86_400


def scheduler(
    waits: dict[str, float] | None = None, busy: dict[str, int] | None = None, shut: set[str] | None = None
) -> tuple[SiteScheduler, list[str]]:
    """One over sites of two requests at a time, and how often the crawl is woken."""
    pacing = SimpleNamespace(
        under_way=lambda: busy or {}, shut=lambda: shut or set(), pace=lambda site: SimpleNamespace(concurrency=2),
        wait=lambda site: (waits or {}).get(site, 0.0),
    )  # fmt: skip
    woken: list[str] = []
    slot = SimpleNamespace(nextcall=SimpleNamespace(schedule=lambda: woken.append("now")))
    crawler: Any = SimpleNamespace(get_extension=lambda cls: pacing, engine=SimpleNamespace(_slot=slot))
    return SiteScheduler(crawler), woken


@pytest.mark.parametrize(
    ("given", "but", "expected"),
    [
        ({}, (), "a"),
        ({}, ("a",), "b"),
        ({"busy": {"a": 1}}, (), "b"),
        ({"busy": {"a": 2, "b": 1}}, (), "b"),
        ({"busy": {"a": 2, "b": 2}}, (), None),
        ({"busy": {"a": 3, "b": 2}}, (), None),
        ({"shut": {"a"}}, (), "b"),
        ({"shut": {"a", "b"}}, (), None),
        ({"waits": {"a": 5.0}}, (), "b"),
    ],
)
def test_the_next_site(given: dict[str, Any], but: tuple[str, ...], expected: str | None) -> None:
    assert scheduler(**given)[0].next(["a", "b", "a"], but) == expected


def test_sites_take_turns_and_those_without_wanted_requests_are_left_out() -> None:
    found, _ = scheduler(shut={"c"})
    found.took("a")
    assert found.next(["a", "b"]) == "b"
    for count in range(200):
        assert found.shut() == {"c"}, count
        found.passed("b")
    assert found.shut() == {"b", "c"} and found.next(["a", "b"]) == "a"
    found.took("b")
    assert found.shut() == {"c"}
    for _ in range(200):
        found.passed("a")
    found.sources_changed()
    assert found.shut() == {"c"}


def test_the_crawl_is_woken_when_the_first_site_may_be_asked() -> None:
    async def run() -> list[int]:
        found, woken = scheduler(waits={"a": 0.1, "b": 30.0})
        assert found.next(["b"]) is None and found.next(["b", "a"]) is None and found.next(["b"]) is None
        counts = [len(woken)]
        for _ in range(100):
            await asyncio.sleep(0.02)
            if woken:
                break
        return [*counts, len(woken)]

    assert asyncio.run(run()) == [0, 1]


def test_by_day() -> None:
    rows = [("a", 3, "new", 1), ("a", 3, "bytes", 9), ("a", 2, "new", 2), ("a", 1, "new", 3), ("b", 1, "new", 4)]
    assert by_day(rows, 2) == [
        SourceDay("a", 3 * DAY, {"new": 1, "bytes": 9}), SourceDay("a", 2 * DAY, {"new": 2}), SourceDay("b", DAY, {"new": 4})
    ]  # fmt: skip


def test_silent_sources() -> None:
    rows = [("a", 1), ("a", 2), ("a", 3), ("b", 1), ("b", 30)]
    assert silent_sources(rows, 31 * DAY) == {"a": 3 * DAY}


def test_an_error_of_the_ledger_ends_the_run_and_is_raised() -> None:
    def fail() -> None:
        raise LedgerError("So.")

    given: list[LedgerError] = []
    ledger: Any = MonitoredLedger(SimpleNamespace(seen=fail, holds=lambda now: {"a": now}, name="l.db"), given.append)  # type: ignore[arg-type]
    assert (ledger.holds(1), ledger.holds(2), ledger.name, given) == ({"a": 1}, {"a": 2}, "l.db", [])
    for count in (1, 2):
        with pytest.raises(LedgerError, match=r"So\."):
            ledger.seen()
        assert len(given) == count


def test_every_implementation_is_there() -> None:
    assert all(find_spec(name) for name in IMPLEMENTATIONS.values())
