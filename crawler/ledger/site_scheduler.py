"""Choose the next site: each gets a fair share of requests, at its own pace."""

from __future__ import annotations

import asyncio
from collections.abc import Container, Iterable
from time import monotonic

from scrapy.crawler import Crawler

from crawler.net.pacing import Pacing

_UNWANTED_IN_A_ROW = 200


class SiteScheduler:
    """Sites in the order in which they get requests; wakes the crawl when the next one may get one."""

    def __init__(self, crawler: Crawler) -> None:
        pacing = crawler.get_extension(Pacing)
        assert pacing
        self.crawler, self.pacing = crawler, pacing
        self._last: dict[str, float] = {}
        self._unwanted: dict[str, int] = {}
        self._waking: asyncio.TimerHandle | None = None

    def next(self, sites: Iterable[str], but: Container[str] = ()) -> str | None:
        """Return the site that may get a request now: with the fewest in progress, then the longest wait."""
        under_way, shut = self.pacing.under_way(), self.shut()
        waits: list[float] = []
        open_sites: list[tuple[int, float, str]] = []
        for site in dict.fromkeys(sites):
            busy = under_way.get(site, 0)
            if site in shut or site in but or busy >= self.pacing.pace(site).concurrency:
                continue
            if wait := self.pacing.wait(site):
                waits.append(wait)
            else:
                open_sites.append((busy, self._last.get(site, 0.0), site))
        if not open_sites and waits:
            self._wake_in(min(waits))
        return min(open_sites)[2] if open_sites else None

    def took(self, site: str) -> None:
        """Note that a site got a request."""
        self._last[site] = monotonic()
        self._unwanted.pop(site, None)

    def passed(self, site: str) -> None:
        """Note that a request of a site was not wanted in this run."""
        self._unwanted[site] = self._unwanted.get(site, 0) + 1

    def sources_changed(self) -> None:
        """Reset which sites have unwanted requests."""
        self._unwanted.clear()

    def shut(self) -> set[str]:
        """Return the sites that get no more requests in this run: paused, or with only unwanted requests."""
        spent = {site for site, count in self._unwanted.items() if count >= _UNWANTED_IN_A_ROW}
        return spent.union(self.pacing.shut())

    def _wake_in(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        when = loop.time() + seconds
        if self._waking and not self._waking.cancelled() and loop.time() < self._waking.when() <= when:
            return
        if self._waking:
            self._waking.cancel()
        self._waking = loop.call_at(when, self._wake)

    def _wake(self) -> None:
        slot = self.crawler.engine._slot if self.crawler.engine else None
        if slot is not None:
            slot.nextcall.schedule()
