"""What a crawl of sources does, told by source: a live table, lines of JSON, a summary."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.engine import signals
from crawler.engine.fingerprint import is_article
from crawler.engine.left_out import LeftOut
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
        """Connect to the crawl."""
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
        """Every source has its row from the start."""
        for source in getattr(self.crawler.spider, "sources", ()):
            self.tallies.setdefault(source.name, SourceCounts())

    def scheduled(self, request: Request) -> None:
        """An article was found; retries and redirects are none."""
        if tally := self._found(request):
            tally.found += 1

    def known(self, request: Request) -> None:
        """It was known already."""
        if tally := self._found(request):
            tally.found -= 1

    def _found(self, request: Request) -> SourceCounts | None:
        return self._of(request) if is_article(request) and LEASE not in request.meta else None

    def answered(self, response: Response, request: Request) -> None:
        """A page has come."""
        if is_article(request) and response.status in (200, 304):
            self._of(request).fetched += 1

    def scraped(self, response: Response) -> None:
        """A record is written."""
        if response is not None and response.request:
            self._of(response.request).written += 1

    def dropped(self, response: Response, exception: Exception) -> None:
        """A record is as it was; what is no article is a failure that is told, or left out by wish."""
        from crawler.ledger.leases import NoArticle

        if not isinstance(exception, NoArticle | LeftOut) and response is not None and response.request:
            self._of(response.request).unchanged += 1

    def failed(self, failure: Failure) -> None:
        """Something gives no record."""
        from crawler.ledger.run import LedgerRun

        run = self.crawler.get_extension(LedgerRun)
        for lease_state in run.leases.values() if run else ():
            if failure.source in (lease_state.lease.url, lease_state.request.cb_kwargs.get("requested_url")):
                self.tallies.setdefault(lease_state.source, SourceCounts()).fail(failure.kind)
                return

    def current(self) -> dict[str, SourceCounts]:
        """The counts by source, with the limits that were reached."""
        budget = self.crawler.get_extension(Budget)
        for name, limit in budget.reached.items() if budget else ():
            if name in self.tallies:
                self.tallies[name].limit = limit
        return self.tallies

    def _of(self, request: Request) -> SourceCounts:
        return self.tallies.setdefault(str(request.cb_kwargs.get("source_name", "")), SourceCounts())


def shown(crawler: Crawler) -> dict[str, Any]:
    """What the console shows: nothing where there is no such report."""
    report = crawler.get_extension(CrawlReport)
    return dict(report.current()) if report else {}
