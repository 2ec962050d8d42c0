"""Limits of a crawl. Requests beyond them stay pending in the ledger."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.engine.fingerprint import is_article
from crawler.engine.signals import visit_started
from crawler.sources.limits import Limits, Spent
from crawler.sources.source import Source


class Budget:
    """Extension that counts pages, bytes and time per source, and ends the run at its own limits."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self.crawler = crawler
        self.limits = Limits(**settings.getdict("COPYDESK_LIMITS"))
        self.all, self.spent = Spent(), dict[str, Spent]()
        self.reached: dict[str, str] = {}
        """The limit reached, by source; that of the whole run under the empty name."""
        self._start = monotonic()
        self._begun: dict[str, float] = {}
        """Start of each source's current visit, in a daemon."""
        self._closing: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        budget = cls(crawler)
        crawler.signals.connect(budget.opened, signals.spider_opened)
        crawler.signals.connect(budget.downloaded, signals.response_downloaded)
        crawler.signals.connect(budget.closed, signals.spider_closed)
        crawler.signals.connect(budget.begin, visit_started)
        return budget

    async def opened(self) -> None:
        """Start the timer of the run."""
        self._start = monotonic()
        if self.limits.seconds is not None:
            self._timer = asyncio.get_running_loop().call_later(self.limits.seconds, self._end, "max_time")

    def closed(self) -> None:
        """Cancel the timer."""
        if self._timer:
            self._timer.cancel()

    def begin(self, source_name: str) -> None:
        """Reset the counts of a source when a daemon visits it again."""
        self.spent.pop(source_name, None)
        self.reached.pop(source_name, None)
        self._begun[source_name] = monotonic()

    def allows(self, request: Request, source: Source) -> bool:
        """Return whether a request of a source is within its limits; one for an article is counted."""
        spent, for_article = self.spent.setdefault(source.name, Spent()), is_article(request)
        seconds = monotonic() - self._begun.get(source.name, self._start)
        why = spent.reached(self.limits.of(source), seconds, for_article)
        if why:
            self.reached[source.name] = why
            return False
        spent.articles += for_article
        return True

    def downloaded(self, response: Response, request: Request) -> None:
        """Count bytes as transferred."""
        name = request.cb_kwargs.get("source_name", "")
        self.spent.setdefault(name, Spent()).bytes += len(response.body)
        self.all.bytes += len(response.body)
        if self.limits.bytes is not None and self.all.bytes >= self.limits.bytes:
            self._end("max_bytes")

    def _end(self, why: str) -> None:
        if self._closing is None and self.crawler.engine:
            self.reached[""] = why
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="limit"))


def limits(**given: Any) -> dict[str, Any]:
    """Return ``COPYDESK_LIMITS`` for the given options."""
    return {name: value for name, value in given.items() if value is not None}
