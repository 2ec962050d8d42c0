"""Metrics of a crawl: at ``/metrics`` of its health server, and in a file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.atomic_write import atomic_write
from crawler.engine import signals
from crawler.engine.shutdown import give_up
from crawler.extensions.receipts import Receipts
from crawler.ledger.run import LedgerRun
from crawler.metrics.last_days import last_days
from crawler.metrics.openmetrics import Snapshot, prometheus_text
from crawler.metrics.watch import alarms_of

_EVERY = 30.0
"""Seconds between updates of the file."""
_COUNT_EVERY = 300.0


class Metrics:
    """Extension that exports metrics (``COPYDESK_METRICS``: a file for node_exporter's textfile collector)."""

    receipts: Receipts

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._path: str = crawler.settings["COPYDESK_METRICS"]
        self._run: LedgerRun | None = None
        self._written = time.monotonic()
        self._begun = time.time()
        self._counted, self._length = -_COUNT_EVERY, (0, 0)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        settings = crawler.settings
        if not (settings["COPYDESK_METRICS"] or settings["COPYDESK_HEALTH"]):
            raise NotConfigured
        if not settings.getbool("COPYDESK_COUNTS"):
            raise NotConfigured
        extension = cls(crawler)
        signals.connect(
            crawler,
            (extension.opened, scrapy_signals.spider_opened),
            (extension.write, signals.ledger_closing),
            (extension.closed, scrapy_signals.spider_closed),
        )
        if settings["COPYDESK_METRICS"]:
            now_and_then = (signals.after_each_page(crawler), scrapy_signals.spider_idle)
            signals.connect(crawler, *((extension.write_if_due, signal) for signal in now_and_then))
        return extension

    def opened(self) -> None:
        """Look up the counters and the ledger."""
        receipts = self.crawler.get_extension(Receipts)
        assert receipts
        self.receipts = receipts
        self._run = self.crawler.get_extension(LedgerRun)

    def write_if_due(self) -> None:
        """Write the file every half minute."""
        if time.monotonic() >= self._written + _EVERY:
            self.write()

    def closed(self) -> None:
        """Write the file at the end; with a ledger, it was written when that was closed."""
        if self._run is None:
            self.write()

    def write(self) -> None:
        """Write the file atomically: readers see the previous one or this one."""
        if not self._path:
            return
        self._written, path = time.monotonic(), Path(self._path)
        try:
            with atomic_write(path) as file:
                file.write(prometheus_text(self.snapshot()))
        except OSError as error:
            self._path = ""
            give_up(self.crawler, error, str(path))

    def snapshot(self) -> Snapshot:
        """Return the present values."""
        self.receipts.flush()
        counted, run = self.receipts.tallies, self._run
        gauges = {"start_time_seconds": ("When the run began.", self._begun)}
        if run is None or run.stopped or not self.receipts.keeps:
            return Snapshot(counted, counted, {}, gauges)
        ledger, now = run.ledger, run.now()
        due, waiting = self._queue(run)
        gauges["queue_due"] = "Requests that are due.", due
        gauges["queue_waiting"] = "Requests due later.", waiting
        gauges["requests_in_progress"] = "Requests under way.", len(run.leases)
        alarms = {(alarm.source, alarm.kind): alarm.opened for alarm in alarms_of(ledger)}
        return Snapshot(counted, last_days(ledger, now), alarms, gauges)

    def _queue(self, run: LedgerRun) -> tuple[int, int]:
        """Return the numbers of requests due now and later, some minutes old: counting millions takes seconds."""
        if time.monotonic() >= self._counted + _COUNT_EVERY:
            self._counted, counts = time.monotonic(), run.ledger.counts(run.now())
            self._length = counts["pending now"], counts["pending later"]
        return self._length
