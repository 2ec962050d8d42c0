"""Leases of a run that goes on, by a clock that is passed in."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from crawler.ledger import Lease, renewal
from crawler.ledger.renewal import LEASE_SECONDS, RENEW_EVERY, Renewal
from tests.ledger.frontier import Crawl, write_source
from tests.ledger.tree_site import Node, Site

LEASE = Lease(1, 1, 5, "https://daily.example/1", b"", "daily.example")


class Clock:
    """Time that a test sets; what was renewed, and until when."""

    def __init__(self, now: int = 1_000) -> None:
        self.now = now
        self.held = [LEASE]
        self.renewed: list[tuple[list[Lease], int]] = []
        self.renewal = Renewal(lambda: self.held, lambda *values: self.renewed.append(values), lambda: self.now)

    def at(self, now: int) -> list[int]:
        """The ends that leases have got when it has been asked at that time."""
        self.now = now
        self.renewal.renew_if_due()
        return [until for _, until in self.renewed]


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (1_000, []),
        (1_000 + RENEW_EVERY - 1, []),
        (1_000 + RENEW_EVERY, [1_000 + RENEW_EVERY + LEASE_SECONDS]),
        (1_000_000, [1_000_000 + LEASE_SECONDS]),
        (999, [999 + LEASE_SECONDS]),  # a clock that was turned back
    ],
)
def test_when_leases_are_renewed(now: int, ends: list[int]) -> None:
    clock = Clock()
    assert clock.at(now) == ends
    assert clock.at(now) == ends


def test_they_are_renewed_again_and_again_and_in_time() -> None:
    clock = Clock()
    ends = [1_000 + LEASE_SECONDS]
    for now in range(1_000, 5_000, 10):
        assert now < ends[-1]
        ends = [1_000 + LEASE_SECONDS, *clock.at(now)]
    assert len(ends) - 1 == (4_000 - 10) // RENEW_EVERY and clock.renewed[0][0] == [LEASE]


def test_nothing_is_asked_where_nothing_is_held() -> None:
    clock = Clock()
    clock.held = []
    assert clock.at(9_999) == []


def test_a_timer_renews_where_nothing_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "_LOOK_EVERY", 0.001)
    clock = Clock()

    async def wait() -> None:
        clock.renewal.start()
        for now in (2_000, 3_000):
            clock.now = now
            while not clock.renewed or clock.renewed[-1][1] < now:
                await asyncio.sleep(0.001)
        clock.renewal.stop()
        clock.now = 4_000
        await asyncio.sleep(0.01)

    asyncio.run(asyncio.wait_for(wait(), 30))
    assert [until for _, until in clock.renewed] == [2_000 + LEASE_SECONDS, 3_000 + LEASE_SECONDS]


@pytest.mark.parametrize("step", [0, 1, RENEW_EVERY, LEASE_SECONDS, 2 * LEASE_SECONDS])
def test_a_run_that_is_longer_than_its_leases_asks_each_article_once(tmp_path: Path, step: int) -> None:
    """With each step so many seconds go by."""
    feed = Node("feed", "feed", [f"a-{number}" for number in range(12)])
    write_source(tmp_path, [feed], schedule="every 30 days")
    crawl = Crawl(tmp_path, Site([feed]), 1_700_000_000, step=step)
    lines = crawl.crawl()
    asked = [url for url, _ in crawl.asked if "/story/" in url]
    assert len(lines) == len(asked) == len(set(asked)) == 12


def test_what_a_killed_run_had_comes_when_its_leases_end(tmp_path: Path) -> None:
    feed = Node("feed", "feed", [f"a-{number}" for number in range(4)])
    write_source(tmp_path, [feed])
    now = 1_700_000_000
    assert len(Crawl(tmp_path, Site([feed]), now, kill=12, exclusive=False).crawl()) < 4
    assert len(Crawl(tmp_path, Site([feed]), now + LEASE_SECONDS - 1, exclusive=False).crawl()) < 4
    assert len(Crawl(tmp_path, Site([feed]), now + LEASE_SECONDS, exclusive=False).crawl()) == 4
