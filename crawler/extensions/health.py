"""The health of a crawl with a ledger, over HTTP, for monitoring."""

from __future__ import annotations

from typing import Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.extensions.metrics import Metrics
from crawler.ledger.run import LedgerRun
from crawler.metrics.state_server import Page, StateServer, metrics_page, state_page
from crawler.report.run_report import RunReport


class Health:
    """Extension that serves the state and metrics (``COPYDESK_HEALTH``: a loopback port, or host and port)."""

    run: LedgerRun

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._server = StateServer(self._page)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not crawler.settings["COPYDESK_HEALTH"]:
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, scrapy_signals.spider_opened)
        crawler.signals.connect(extension.closed, scrapy_signals.spider_closed)
        return extension

    async def opened(self) -> None:
        """Start the server."""
        run = self.crawler.get_extension(LedgerRun)
        assert run
        self.run = run
        await self._server.start(self.crawler.settings["COPYDESK_HEALTH"])

    def closed(self) -> None:
        """Stop the server."""
        self._server.close()

    async def _page(self, path: bytes) -> Page:
        """Metrics at ``/metrics``, the state anywhere else; the status is 503 if the disk is full."""
        metrics = self.crawler.get_extension(Metrics) if path == b"/metrics" else None
        found = state_page(self.state()) if metrics is None else metrics_page(metrics.snapshot())
        return found._replace(status=503) if self.run.stopped else found

    def state(self) -> dict[str, Any]:
        """Return the state: pages in progress, records written, next due time."""
        report = self.crawler.get_extension(RunReport)
        return {
            "status": "unwritable" if self.run.stopped else "ok",
            "under_way": [lease_state.lease.url for lease_state in self.run.leases.values()],
            "records": report.records if report else 0,
            "failures": sum(report.failures.values()) if report else 0,
            "silent": sorted(self.run.silent),
            "next": [{"url": request.url, "due": request.due} for request in self.run.ledger.pending(10)],
        }
