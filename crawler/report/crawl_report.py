"""A crawl report by source: a live table, JSON lines, a summary."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.engine import signals
from crawler.engine.fingerprint import is_article
from crawler.engine.not_an_article import NotAnArticle
from crawler.errors import Failure
from crawler.extensions.budget import Budget
from crawler.ledger.requests import LEASE
from crawler.report.source_counts import SourceCounts


class CrawlReport:
    """Extension that counts by source. ``COPYDESK_CRAWL_REPORT``: ``table``, ``lines`` or ``json``."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.tallies: dict[str, SourceCounts] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not crawler.settings["COPYDESK_CRAWL_REPORT"]:
            raise NotConfigured
        report = cls(crawler)
        signals.connect(
            crawler,
            (report.opened, scrapy_signals.spider_opened),
            (report.scheduled, scrapy_signals.request_scheduled),
            (report.known, scrapy_signals.request_dropped),
            (report.answered, scrapy_signals.response_received),
            (report.scraped, scrapy_signals.item_scraped),
            (report.dropped, scrapy_signals.item_dropped),
            (report.failed, signals.failed),
        )
        return report

    def opened(self) -> None:
        """Add a row for every source."""
        for source in getattr(self.crawler.spider, "sources", ()):
            self.tallies.setdefault(source.name, SourceCounts())

    def scheduled(self, request: Request) -> None:
        """Count a new article; retries and redirects do not count."""
        if tally := self._found(request):
            tally.found += 1

    def known(self, request: Request) -> None:
        """Count a known article, or a redirect loop, which is reported after its lease has ended."""
        if request.url in request.meta.get("redirect_urls", ()):
            self._of(request).fail("redirects")
        elif tally := self._found(request):
            tally.found -= 1

    def _found(self, request: Request) -> SourceCounts | None:
        return self._of(request) if is_article(request) and LEASE not in request.meta else None

    def answered(self, response: Response, request: Request) -> None:
        """Count a fetched page."""
        if is_article(request) and response.status in (200, 304):
            self._of(request).fetched += 1

    def scraped(self, response: Response) -> None:
        """Count a record."""
        if response is not None and response.request:
            self._of(response.request).written += 1

    def dropped(self, response: Response, exception: Exception) -> None:
        """Count an unchanged record; non-articles are reported failures, or omitted on request."""
        from crawler.ledger.leases import NoArticle

        if not isinstance(exception, NoArticle | NotAnArticle) and response is not None and response.request:
            self._of(response.request).unchanged += 1

    def failed(self, failure: Failure) -> None:
        """Count a failure."""
        from crawler.ledger.run import LedgerRun

        run = self.crawler.get_extension(LedgerRun)
        for lease_state in run.leases.values() if run else ():
            if failure.source in (lease_state.lease.url, lease_state.request.cb_kwargs.get("requested_url")):
                self.tallies.setdefault(lease_state.source, SourceCounts()).fail(failure.kind)
                return

    def current(self) -> dict[str, SourceCounts]:
        """Return the counts by source, with the limits reached."""
        budget = self.crawler.get_extension(Budget)
        for name, limit in budget.reached.items() if budget else ():
            if name in self.tallies:
                self.tallies[name].limit = limit
        return self.tallies

    def _of(self, request: Request) -> SourceCounts:
        return self.tallies.setdefault(str(request.cb_kwargs.get("source_name", "")), SourceCounts())


def shown(crawler: Crawler) -> dict[str, Any]:
    """Return the console's counts; empty without this report."""
    report = crawler.get_extension(CrawlReport)
    return dict(report.current()) if report else {}
