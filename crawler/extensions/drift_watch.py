"""Review sources for drift when a run ends, and every hour in a daemon; send alarms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine import signals
from crawler.errors import Failure
from crawler.extensions.notify import closing, notify, to_message
from crawler.extensions.receipts import Receipts
from crawler.ledger.run import LedgerRun
from crawler.metrics.drift.alarms import Alarm
from crawler.metrics.drift.history import Day
from crawler.metrics.tallies import NO_SOURCE
from crawler.metrics.watch import Watch, alarms_of
from crawler.report.run_report import RunReport

_EVERY = 3_600
"""Seconds between reviews of a source."""


class DriftWatch:
    """Extension that reviews the sources of the run (``COPYDESK_NOTIFY``, ``COPYDESK_FAIL_ON``)."""

    run: LedgerRun
    receipts: Receipts

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._watch: Watch | None = None
        self._waiting: list[str] = []
        """Sources to review in a daemon: one at a time, so that requests are not held up."""
        self._looked = 0
        self._changed: list[Alarm] = []

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        settings = crawler.settings
        keeps = settings["COPYDESK_LEDGER"] and not settings["COPYDESK_TEMPORARY_LEDGER"]
        if not keeps or not settings.getbool("COPYDESK_COUNTS"):
            raise NotConfigured
        extension = cls(crawler)
        signals.connect(
            crawler,
            (extension.opened, scrapy_signals.spider_opened),
            (extension.look_at_all, signals.ledger_closing),
        )
        if settings.getbool("COPYDESK_DAEMON"):
            now_and_then = (signals.settled, scrapy_signals.spider_idle)
            signals.connect(crawler, *((extension.look_on, signal) for signal in now_and_then))
        return extension

    def opened(self) -> None:
        """Find the ledger."""
        run, receipts = self.crawler.get_extension(LedgerRun), self.crawler.get_extension(Receipts)
        assert run and receipts
        self.run, self.receipts, self._looked = run, receipts, run.now()
        self._watch = Watch(run.ledger)

    def look_on(self) -> None:
        """In a daemon: review one source that is due; send alarms when all are reviewed."""
        if self.run.stopped:
            return
        if self._waiting:
            self.run.attempt(lambda: self._review([self._waiting.pop()]))
            if not self._waiting:
                self._tell(self._send_later)
        elif self.run.now() >= self._looked + _EVERY:
            self._looked = self.run.now()
            self.receipts.flush()
            self._waiting = self._due()

    def look_at_all(self) -> None:
        """Review all sources of the run that were not reviewed within the hour; report open alarms."""
        self.receipts.flush()
        self.run.attempt(lambda: self._review(self._due()))
        self._tell(self._send)
        names = {source.name for source in getattr(self.crawler.spider, "sources", None) or ()}
        found = self.run.attempt(lambda: alarms_of(self.run.ledger)) or ()
        still_open = [alarm for alarm in found if not names or alarm.source in names]
        self.receipts.alarms = [alarm.to_dict() for alarm in still_open]
        if still_open:
            self._say_open(len(still_open))

    def _due(self) -> list[str]:
        touched, now = self.receipts.take_touched() - {NO_SOURCE}, self.run.now()
        return [name for name in sorted(touched) if now >= self.receipts.judged(name) + _EVERY]

    def _review(self, names: list[str]) -> None:
        assert self._watch
        now, days = self.run.now(), dict[str, list[Day]]()
        for name in names:  # all of them first: together they show whether it is a holiday
            days[name] = self._watch.measure_pace(name, now)
        held: dict[str, list[Alarm]] = {}
        for alarm in alarms_of(self.run.ledger, only_open=False) if names else ():
            held.setdefault(alarm.source, []).append(alarm)
        for name in names:
            self._changed += self._watch.review(name, days.pop(name), now, held.get(name, ()))

    def _tell(self, send: Callable[[str, dict[str, Any]], None]) -> None:
        """Send the alarms that were raised or closed since the last time."""
        changed, self._changed = self._changed, []
        for alarm in changed:
            self._say(f"{alarm.source}: {alarm.sentence}." if alarm.is_open else closing(alarm))
        target = self.crawler.settings["COPYDESK_NOTIFY"]
        if changed and target:
            send(target, to_message(changed, self.crawler.settings["COPYDESK_LEDGER"]))

    def _send(self, target: str, message: dict[str, Any]) -> None:
        if wrong := notify(target, message):
            self._say(wrong)

    def _send_later(self, target: str, message: dict[str, Any]) -> None:
        """Send in a thread, since the receiver may be slow."""
        sending = asyncio.get_running_loop().run_in_executor(None, notify, target, message)
        sending.add_done_callback(lambda sent: self._say(sent.result()) if sent.result() else None)

    def _say_open(self, number: int) -> None:
        ledger = self.crawler.settings["COPYDESK_LEDGER"]
        are = "1 alarm is" if number == 1 else f"{number} alarms are"
        sentence = f"{are} open; copydesk alarms {ledger} shows {'it' if number == 1 else 'them'}."
        if self.crawler.settings["COPYDESK_FAIL_ON"] == "drift":
            failure = Failure(ledger, "drift", sentence)
            self.crawler.signals.send_catch_log(signals.failed, failure=failure)
        else:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        if report := self.crawler.get_extension(RunReport):
            report.console.say(sentence)
