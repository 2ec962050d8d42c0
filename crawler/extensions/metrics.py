"""Metrics of a crawl: at ``/metrics`` beside its health, and in a file."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine import signals
from crawler.engine.shutdown import give_up
from crawler.extensions.receipts import Receipts
from crawler.ledger.run import LedgerRun
from crawler.metrics.drift.history import DAY
from crawler.metrics.openmetrics import Snapshot, prometheus_text
from crawler.metrics.packing import unpack
from crawler.metrics.tally import Tally
from crawler.metrics.watch import alarms_of

_EVERY = 30.0
"""Seconds after which the file is written anew."""
_COUNT_EVERY = 300.0
_A_WEEK = 7 * DAY


class Metrics:
    """Extension that gives metrics (``COPYDESK_METRICS``: a file for node_exporter's textfile collector)."""

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
            (extension.write_if_due, signals.settled),
            (extension.write_if_due, scrapy_signals.item_scraped),
            (extension.write_if_due, scrapy_signals.spider_idle),
            (extension.write, signals.ledger_closing),
            (extension.closed, scrapy_signals.spider_closed),
        )
        return extension

    def opened(self) -> None:
        """Find the counts, and the ledger."""
        receipts = self.crawler.get_extension(Receipts)
        assert receipts
        self.receipts = receipts
        self._run = self.crawler.get_extension(LedgerRun)

    def write_if_due(self) -> None:
        """Write the file now and then."""
        if self._path and time.monotonic() >= self._written + _EVERY:
            self.write()

    def closed(self) -> None:
        """Without a ledger, whose end comes first: write the file."""
        if self._run is None:
            self.write()

    def write(self) -> None:
        """Write the file, whole: whoever reads it sees the one before, or this one."""
        if not self._path:
            return
        self._written, path = time.monotonic(), Path(self._path)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            beside.write_bytes(prometheus_text(self.snapshot()))
            beside.replace(path)
        except OSError as error:
            self._path = ""
            give_up(self.crawler, error, str(path))

    def snapshot(self) -> Snapshot:
        """What is measured now."""
        self.receipts.flush()
        counted, run = self.receipts.tallies, self._run
        gauges = {"start_time_seconds": ("When the run began.", self._begun)}
        if run is None or run.stopped or not self.receipts.keeps:
            return Snapshot(counted, counted, {}, gauges)
        ledger, now = run.ledger, run.now()
        due, waiting = self._queue(run)
        gauges["queue_due"] = "Requests that are due.", due
        gauges["queue_waiting"] = "Requests that are due later.", waiting
        gauges["requests_in_progress"] = "Requests under way.", len(run.leases)
        alarms = {(alarm.source, alarm.kind): alarm.opened for alarm in alarms_of(ledger)}
        return Snapshot(counted, self._last_days(run, now), alarms, gauges)

    def _queue(self, run: LedgerRun) -> tuple[int, int]:
        """Requests that are due now and later, as they were some minutes ago: counting millions takes seconds."""
        if time.monotonic() >= self._counted + _COUNT_EVERY:
            self._counted, counts = time.monotonic(), run.ledger.counts(run.now())
            self._length = counts["pending now"], counts["pending later"]
        return self._length

    def _last_days(self, run: LedgerRun, now: int) -> dict[str, Tally]:
        """The last day of each source on which it brought articles, with its latest times."""
        found: dict[str, Tally] = {}
        for kept in run.ledger.tallies(now - _A_WEEK):
            tally, before = Tally.from_dict(unpack(kept.value)), found.get(kept.source)
            if before:
                tally.last_success = max(tally.last_success, before.last_success)
                tally.last_published = max(tally.last_published, before.last_published)
            if tally.written or before is None:
                found[kept.source] = tally
            else:
                before.last_success, before.last_published = tally.last_success, tally.last_published
        return found
