"""A daemon crawl: it waits for the next due list, and stops within a time limit."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured

from crawler.engine.shutdown import STOPPED, close, is_closing
from crawler.errors import INTERRUPTED
from crawler.ledger.run import LedgerRun
from crawler.ledger.scheduler import LedgerScheduler
from crawler.ledger.timetable import lines, timetable
from crawler.report.run_report import RunReport
from crawler.sources.source import BadSource

_LISTEN_EVERY = 3_600
"""Seconds between checks for silent sources."""


class Daemon:
    """Extension that keeps a crawl with a ledger open while nothing is due (``COPYDESK_DAEMON``).

    SIGHUP reloads the sources. SIGTERM finishes the pages in progress; what has not ended after
    ``COPYDESK_STOP_WITHIN`` seconds, or at a second signal, is cancelled and stays pending.
    """

    run: LedgerRun

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._stopping = False
        self._reloading: asyncio.Task[None] | None = None
        self._is_stale = False
        """Whether the sources have changed since they were loaded."""
        self._listened = 0.0
        self._reported = 0
        """Records when it last said how many there are."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if not crawler.settings.getbool("COPYDESK_DAEMON"):
            raise NotConfigured
        extension = cls(crawler)
        signal.signal(signal.SIGHUP, extension.reload_later)
        crawler.signals.connect(extension.opened, scrapy_signals.spider_opened)
        crawler.signals.connect(extension.idle, scrapy_signals.spider_idle)
        return extension

    async def opened(self) -> None:
        """Install the signal handlers."""
        run = self.crawler.get_extension(LedgerRun)
        assert run
        self.run, loop = run, asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._stop)
        loop.add_signal_handler(signal.SIGINT, self._stop)
        loop.add_signal_handler(signal.SIGHUP, self.reload)
        self._show()
        if self._is_stale:
            self.reload()

    def reload_later(self, *_: object) -> None:
        """Remember a SIGHUP that arrives before the crawl has begun; it would otherwise end the process."""
        self._is_stale = True

    def idle(self) -> None:
        """Publish what is finished, and keep waiting."""
        self._scheduler().complete_dropped()
        self.run.publish()
        if self.run.stopped:
            return
        if self.run.clock() >= self._listened + _LISTEN_EVERY:
            self._listened = self.run.clock()
            self.run.send_silent()
        report = self.crawler.get_extension(RunReport)
        if report and report.records > self._reported:
            self._reported = report.records
            self._say(f"{_time(self.run.now())}  {report.summary()}")
        raise DontCloseSpider

    def _stop(self) -> None:
        if self._stopping:
            os._exit(INTERRUPTED)
        self._stopping, loop = True, asyncio.get_running_loop()
        if self._reloading:
            self._reloading.cancel()
        loop.call_later(self.crawler.settings.getfloat("COPYDESK_STOP_WITHIN"), os._exit, INTERRUPTED)
        close(self.crawler, STOPPED)

    def reload(self) -> None:
        """Start to reload the sources, unless the crawl is closing. A reload in progress is restarted."""
        if self._stopping or self.run.stopped:
            return
        if self._reloading:
            self._reloading.cancel()
        self._reloading = asyncio.ensure_future(self._start_anew())

    async def _start_anew(self) -> None:
        """Run the spider's ``start`` again: new lists become pending, known ones stay as they are."""
        spider: Any = self.crawler.spider
        try:
            if hasattr(spider, "reload"):
                spider.reload()
        except BadSource as error:
            for mistake in str(error).splitlines():
                self._say(f"{mistake}; the old source files stay in force.")
            return
        if not self._is_open():
            return
        self._scheduler().sources_changed()
        async for request in spider.start():
            if not self._is_open():
                return
            assert self.crawler.engine
            self.crawler.engine.crawl(request)
        self.run.start()
        self._show()

    def _is_open(self) -> bool:
        """Return whether the crawl accepts requests; it may close by itself, as when the disk is full."""
        return not is_closing(self.crawler) and not self.run.stopped

    def _scheduler(self) -> LedgerScheduler:
        assert self.crawler.engine and self.crawler.engine._slot
        scheduler = self.crawler.engine._slot.scheduler
        assert isinstance(scheduler, LedgerScheduler)
        return scheduler

    def _show(self) -> None:
        """Report when each source is due next."""
        sources = getattr(self.crawler.spider, "sources", None) or ()
        for line in lines(timetable(sources, self.run.ledger, self.run.now())):
            self._say(line)

    def _say(self, sentence: str) -> None:
        if report := self.crawler.get_extension(RunReport):
            report.console.say(sentence)


def _time(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).isoformat(" ", "seconds")
