"""The pace of each site in a crawl, set in Scrapy's download slots."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from time import monotonic
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from crawler.engine import signals
from crawler.net.host_store import HostStore
from crawler.net.pace import Pace, slowed, slower, to_hold, with_crawl_delay
from crawler.net.retry_after import BUSY
from crawler.net.turns import LEAST_PAUSE, Turn, take_turn

_LEAST_DELAY = 0.001
"""Smallest delay, as Scrapy ignores the time of the last request without one."""


class LeftAlone(IgnoreRequest):
    """The site has asked for a longer pause than is waited for."""

    def __init__(self) -> None:
        super().__init__("The site asks to be left alone.")


@dataclass(slots=True)
class Site:
    """The pace and the pause of a site."""

    pace: Pace
    """The pace by its sources and its robots.txt."""
    times: int = 0
    """Number of requests for a slower pace; halved by each good response."""
    until: float = 0.0
    """Time (of ``monotonic``) until which it is paused."""
    is_usual: bool = False
    """Whether the pace is the default, as neither a source nor robots.txt has set it."""


class Pacing:
    """Extension that controls the pace of sites for other components; a site is a download slot, so a host."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.usual = Pace(
            settings.getfloat("DOWNLOAD_DELAY"),
            settings.getfloat("DOWNLOAD_DELAY_JITTER"),
            settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"),
        )
        self.longest_wait = settings.getfloat("COPYDESK_RETRY_AFTER_MAX")
        self.sites: dict[str, Site] = {}
        self.store: HostStore | None = None
        """What other runs and machines know about hosts."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the extension of a crawl."""
        return cls(crawler)

    def set_pace(self, name: str, pace: Pace) -> None:
        """Set the pace of a site for a source."""
        known = self.sites.get(name)
        self._set(name, pace if known is None or known.is_usual else slower(known.pace, pace))

    def crawl_delay(self, name: str, seconds: float) -> None:
        """Apply the ``Crawl-delay`` of a site."""
        self._set(name, with_crawl_delay(self._site(name).pace, seconds))

    def answered(self, name: str, status: int, asked: float | None) -> None:
        """Adapt the pace to a response; ``asked``: seconds of its ``Retry-After``."""
        site = self.sites.get(name)
        if status in BUSY:
            site = self._site(name)
            site.times += 1
            self._keep_times(name, site)
            self._hold(name, site, to_hold(site.times, asked))
            self.crawler.signals.send_catch_log(signals.held, site=name, seconds=site.until - monotonic())
        elif site is not None and site.times:
            site.times //= 2  # one page may always fail
            self._keep_times(name, site)
            self._apply(name, site)

    def _keep_times(self, name: str, site: Site) -> None:
        if self.store:
            self.store.slow(name, site.times)

    async def turn(self, name: str, unused: Turn | None = None) -> Turn | None:
        """Wait for the next turn of a site, whoever else asks it; None if its pace is a matter of this process alone.

        ``unused``: a turn that was missed. Raises ``LeftAlone`` if the turn is too long from now.
        """
        pace = self.pace(name)
        pause = pace.delay * (1 - pace.jitter)
        if self.store is None or pause < LEAST_PAUSE:
            return None
        turn = take_turn(self.store, name, pause, unused)
        if turn.times > self._site(name).times:
            self._site(name).times = turn.times
            self._apply(name, self._site(name))
        if (wait := turn.begin - monotonic()) > self.longest_wait:
            self.keep_held(name, wait)
            raise LeftAlone
        await asyncio.sleep(max(0.0, wait))
        return turn

    def _hold(self, name: str, site: Site, seconds: float) -> None:
        site.until = max(site.until, monotonic() + seconds)
        self._apply(name, site)
        if slot := self._slots().get(name):
            slot.lastseen = max(slot.lastseen, monotonic() + min(seconds, self.longest_wait))
            if self.is_shut(name):
                _turn_away(slot)

    def keep_held(self, name: str, seconds: float) -> None:
        """Continue a pause from an earlier run for a number of seconds."""
        self._hold(name, self._site(name), seconds)

    def held(self) -> dict[str, float]:
        """Return the sites with long pauses, and the seconds that remain."""
        return {name: site.until - monotonic() for name, site in self.sites.items() if self.is_shut(name)}

    def wait(self, name: str) -> float:
        """Return the seconds until a site may get a request."""
        now, site, slot = monotonic(), self.sites.get(name), self._slots().get(name)
        held = site.until - now if site else 0.0
        if slot is not None and slot.delay:
            held = max(held, slot.lastseen + slot.delay * (1 - slot.jitter) - now)
        return max(0.0, held)

    def is_shut(self, name: str) -> bool:
        """Return whether a site asked for a longer pause than is waited for."""
        site = self.sites.get(name)
        return site is not None and site.until > monotonic() + self.longest_wait

    def shut(self) -> list[str]:
        """Return the sites that asked for a longer pause than is waited for."""
        return [name for name in self.sites if self.is_shut(name)]

    def under_way(self) -> dict[str, int]:
        """Return the number of requests in progress by site."""
        counts: dict[str, int] = {}
        assert self.crawler.engine
        for request in self.crawler.engine.downloader.active:
            name = site_of(request)
            counts[name] = counts.get(name, 0) + 1
        return counts

    def pace(self, name: str) -> Pace:
        """Return the current pace of a site."""
        site = self.sites.get(name)
        return slowed(site.pace, site.times) if site else self.usual

    def _site(self, name: str) -> Site:
        return self.sites.setdefault(name, Site(self.usual, is_usual=True))

    def _set(self, name: str, pace: Pace) -> None:
        site = self._site(name)
        site.is_usual = False
        if site.pace != pace or name not in self._wanted():
            site.pace = pace
            self._apply(name, site)

    def _apply(self, name: str, site: Site) -> None:
        pace = slowed(site.pace, site.times)
        delay = max(pace.delay, _LEAST_DELAY)
        self._wanted()[name] = {"delay": delay, "jitter": pace.jitter, "concurrency": pace.concurrency}
        if slot := self._slots().get(name):
            slot.delay, slot.jitter, slot.concurrency = delay, pace.jitter, pace.concurrency

    def _slots(self) -> dict[str, Any]:
        assert self.crawler.engine
        return self.crawler.engine.downloader.slots

    def _wanted(self) -> dict[str, dict[str, Any]]:
        """Return the settings of new slots; Scrapy deletes idle slots."""
        assert self.crawler.engine
        return self.crawler.engine.downloader.per_slot_settings


def _turn_away(slot: Any) -> None:
    """Cancel the requests that wait in a download slot."""
    while slot.queue:
        _, answer = slot.queue.popleft()
        answer.errback(Failure(LeftAlone()))  # type: ignore[no-untyped-call]


def site_of(request: Request) -> str:
    """Return the site of a request."""
    return request.meta.get("download_slot") or urlparse_cached(request).hostname or ""
