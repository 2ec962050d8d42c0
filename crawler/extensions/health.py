"""The health of a crawl with a ledger, over HTTP, for monitoring."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.datasets.extra import MissingExtra
from crawler.extensions.metrics import Metrics
from crawler.ledger import LedgerError
from crawler.ledger.run import LedgerRun
from crawler.metrics.openmetrics import CONTENT_TYPE, openmetrics
from crawler.report.run_report import RunReport

_SECONDS = 5
"""Seconds within which a request must arrive."""


class Health:
    """Extension that serves the state and metrics (``COPYDESK_HEALTH``: a loopback port, or host and port)."""

    run: LedgerRun

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._server: asyncio.Server | None = None

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
        host, _, port = self.crawler.settings["COPYDESK_HEALTH"].rpartition(":")
        self._server = await asyncio.start_server(self._answer, host or "127.0.0.1", int(port))

    def closed(self) -> None:
        """Stop the server."""
        if self._server:
            self._server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request: 200, or 503 if the disk is full."""
        try:
            request = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _SECONDS)
            path = request.split(b" ", 2)[1].split(b"?")[0] if request.count(b" ") > 1 else b"/"
            kind, body, status = self._page(path)
            head = f"HTTP/1.1 {503 if self.run.stopped else status} -\r\nContent-Type: {kind}\r\n"
            writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
            await writer.drain()
        except (OSError, LedgerError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass
        finally:
            writer.close()

    def _page(self, path: bytes) -> tuple[str, bytes, int]:
        """Type and body of an answer: metrics at ``/metrics``, the state anywhere else."""
        metrics = self.crawler.get_extension(Metrics) if path == b"/metrics" else None
        if metrics is None:
            return "application/json", json.dumps(self.state()).encode(), 200
        try:
            return CONTENT_TYPE, openmetrics(metrics.snapshot()), 200
        except MissingExtra as error:
            return "text/plain; charset=utf-8", f"{error}\n".encode(), 501

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
