"""Store the counts of a run: by source and day in the ledger, and as a receipt in a file."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path
from typing import Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine import signals
from crawler.engine.shutdown import give_up
from crawler.extensions.tallying import Tallying
from crawler.ledger.model import DayTally
from crawler.ledger.run import LedgerRun
from crawler.metrics.packing import merge_packed, pack, unpack
from crawler.metrics.receipt import receipt_of, to_dict
from crawler.metrics.tallies import Tallies
from crawler.metrics.tally import Tally
from crawler.normalize.text import escape_controls

_EVERY = 60.0
"""Seconds between writes to the ledger; a killed run loses no more."""
_DAY = 86_400


class Receipts:
    """Extension that writes the receipt ``COPYDESK_RECEIPT``, and tallies into a ledger that outlives the run."""

    def __init__(self, crawler: Crawler, tallying: Tallying) -> None:
        settings = crawler.settings
        self.crawler, self.tallying = crawler, tallying
        self.tallies = Tallies()
        """Tallies of the whole run, up to the last flush."""
        self.alarms: list[dict[str, Any]] = []
        """Alarms that are open at the end of the run."""
        self._touched: set[str] = set()
        self._path: str = settings["COPYDESK_RECEIPT"]
        self.keeps = bool(settings["COPYDESK_LEDGER"]) and not settings["COPYDESK_TEMPORARY_LEDGER"]
        """Whether there is a ledger that outlives the run."""
        self._run: LedgerRun | None = None
        self._flushed, self._started, self._cpu = time.monotonic(), tallying.counter.clock(), _cpu_seconds()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not crawler.settings.getbool("COPYDESK_COUNTS"):
            raise NotConfigured
        extension = cls(crawler, Tallying.from_crawler(crawler))
        signals.connect(
            crawler,
            (extension.opened, scrapy_signals.spider_opened),
            (extension.flush_if_due, signals.after_each_page(crawler)),
            (extension.flush_if_due, scrapy_signals.spider_idle),
            (extension.flush, signals.ledger_closing),
            (extension.closed, scrapy_signals.spider_closed),
        )
        return extension

    def opened(self) -> None:
        """Look up the ledger."""
        self._run = self.crawler.get_extension(LedgerRun) if self.keeps else None
        self.tallying.counter.before = self._before
        self._started = self.tallying.counter.clock()

    def flush_if_due(self) -> None:
        """Flush every minute, or if there is much to write."""
        if self.tallying.counter.is_full or time.monotonic() >= self._flushed + _EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what was counted since the last time to the ledger."""
        self._flushed = time.monotonic()
        taken = self.tallying.take()
        self.tallies.add(taken)
        self._touched |= {name for name, tally in taken.items() if tally.asked or tally.lists}
        if self._run and not self._run.stopped:
            day = int(self.tallying.counter.clock()) // _DAY * _DAY
            rows = [DayTally(name, day, pack(value)) for name, tally in taken.items() if (value := tally.to_dict())]
            run = self._run
            run.attempt(lambda: run.ledger.add_tallies(rows, merge_packed))

    def take_touched(self) -> set[str]:
        """Return the sources of requests since the last time."""
        touched, self._touched = self._touched, set()
        return touched

    def judged(self, source: str) -> int:
        """Return the Unix time at which a source was last reviewed for drift; 0 if that was not within a day."""
        return self._before(source).judged

    def _before(self, source: str) -> Tally:
        """Return the tally of a source in the ledger, of yesterday and today."""
        tally, run = Tally(), self._run
        if run and not run.stopped:
            since = int(self.tallying.counter.clock()) - _DAY
            for kept in run.attempt(lambda: run.ledger.tallies(since, source)) or ():
                tally.add(Tally.from_dict(unpack(kept.value)))
        return tally

    def closed(self, reason: str) -> None:
        """Write the receipt."""
        self.tallies.add(self.tallying.take())
        if not self._path:
            return
        for tally in self.tallies.values():
            tally.finish()
        ended, cpu = self.tallying.counter.clock(), _cpu_seconds() - self._cpu
        name = self.crawler.spider.name if self.crawler.spider else ""
        settings = self.crawler.settings
        receipt = receipt_of(self.tallies, name, self._started, ended, reason, cpu, settings)
        receipt.alarms = self.alarms
        text = escape_controls(json.dumps(to_dict(receipt), ensure_ascii=False, indent=1)) + "\n"
        try:
            Path(self._path).write_text(text, "utf-8", errors="replace")
        except OSError as error:
            give_up(self.crawler, error, self._path)


def _cpu_seconds() -> float:
    """Return the CPU seconds of this process and of child processes that have ended."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
