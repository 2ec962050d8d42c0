"""A crawl over a ledger: leases are settled when their callback and all its items are done."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.ledger.errors import damaged
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.leases import Leases
from crawler.ledger.model import Completion, Known, Lease, Validators
from crawler.ledger.monitored import MonitoredLedger
from crawler.ledger.protocol import Ledger
from crawler.ledger.publish import Publisher, open_publisher
from crawler.ledger.registry import display_name, open_ledger
from crawler.ledger.requests import to_key, unpack
from crawler.ledger.stopping import Stopping
from crawler.ledger.wanted import HeldBack, is_wanted, times
from crawler.net.failure_reasons import reason
from crawler.sources.schedule import next_run

_FIRST_INTERVAL = 1800
_STARTING = "\0starting"
"""Under it are leases of lists that the spider may yet start from."""
_PUBLISH_EVERY = 0.5
"""Seconds after which the outbox is emptied."""


class LedgerRun(Stopping):
    """Extension that holds what is leased, and settles it."""

    def __init__(self, crawler: Crawler, ledger: Ledger, publisher: Publisher | None, clock: Callable[[], float]):
        super().__init__(crawler)
        self.clock = clock
        self.ledger: Ledger = MonitoredLedger(ledger, self.give_up)
        self.leases = Leases(lines=publisher is not None)
        self.pending: dict[int, Known] = {}
        """What is on its way into the ledger, by article."""
        self.asked: set[int] = set()
        """Keys of lists that the spider has started from in this run."""
        self.started = False
        """Whether it has named all of those."""
        self.visited: set[int] = set()
        """Keys of lists that have been read, or have failed, in this run."""
        self._stays = crawler.settings.getbool("COPYDESK_DAEMON")
        self._held_back = HeldBack(self._release)
        self.silent: set[str] = set()
        """Sources that were named because they bring nothing."""
        self._publisher, self._published = publisher, 0.0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the ledger ``COPYDESK_LEDGER`` and the feed ``COPYDESK_OUTPUT``."""
        clock = load_object(crawler.settings.get("COPYDESK_CLOCK") or time.time)
        ledger = open_ledger(crawler.settings["COPYDESK_LEDGER"])
        try:
            run = cls(crawler, ledger, open_publisher(crawler, ledger, clock), clock)
        except BaseException:
            ledger.close()
            raise
        run.leases.listen(crawler)
        crawler.signals.connect(run.start, signals.started)
        return run

    def now(self) -> int:
        """The time in whole seconds."""
        return int(self.clock())

    def lease(self, lease: Lease) -> Request | None:
        """The request of a lease, which is settled when it is done; ``None`` if it is not to be made in this run."""
        try:
            request, always = unpack(lease, self.crawler.spider)
        except (ValueError, TypeError, KeyError, AttributeError, zlib.error) as error:
            name = display_name(self.crawler.settings["COPYDESK_LEDGER"])
            self.give_up(damaged(name, f"the request for {lease.url}: {error}"))
            return None
        source_name = request.cb_kwargs.get("source_name", "")
        if self._stays and lease.key in self.asked:
            self._begin(source_name)
        if not is_wanted(request, self.crawler.spider):
            self._held_back.keep(source_name, lease)
            return None
        named = not always or self._is_named(lease)
        if not named and not self.started:  # it may yet be
            self._held_back.keep(_STARTING, lease)
            return None
        if not named and not lease.pending:
            self.attempt(lambda: self.ledger.complete([Completion(lease, "passed", self.now())]))
            return None
        request.meta.update(times(request, self.crawler.spider))
        known = self.attempt(lambda: self.ledger.interval(lease.key)) if always else 0
        if self.stopped:
            return None
        interval = (known or request.meta.get("interval", _FIRST_INTERVAL)) if always else 0
        self.leases[lease.id] = LeaseState(lease, request, interval, named)
        return request

    def held(self) -> Iterator[Lease]:
        """Leases that are under way, or that are kept until their requests are wanted."""
        yield from (lease_state.lease for lease_state in self.leases.values())
        yield from self._held_back

    def _is_named(self, lease: Lease) -> bool:
        """Whether a list is one that the spider starts from, or one that those lead to."""
        if lease.key in self.asked:
            return True
        above: set[int] = self.attempt(lambda: self.ledger.ancestors(lease.key)) or set()
        return not above.isdisjoint(self.asked)

    def sources_changed(self) -> None:
        """Forget what was asked and what was left: another set of sources is asked from now on."""
        self.asked.clear()
        self.started = False
        self._held_back.release_all()

    def start(self) -> None:
        """The spider has named all that it starts from."""
        self.started = True
        self._held_back.release(_STARTING)

    def _begin(self, source_name: str) -> None:
        """A source is asked again: its limits begin anew, and what was left over is wanted."""
        self.crawler.signals.send_catch_log(signals.visit_started, source_name=source_name)
        self._held_back.release(source_name)

    def _release(self, leases: list[Lease]) -> None:
        self.attempt(lambda: self.ledger.release(leases))

    def next_run(self, request: Request) -> int:
        """When its schedule wants a list to be asked next; 0 if it has none."""
        meta = {**request.meta, **times(request, self.crawler.spider)}
        name = request.cb_kwargs.get("source_name") or ""
        return next_run(meta["schedule"], self.now(), meta.get("timezone", "UTC"), name) if meta.get("schedule") else 0

    def validators(self, request: Request) -> Validators | None:
        """What a request said of itself when it was last made."""
        found: Validators | None = self.attempt(lambda: self.ledger.validators(self.key(request)))
        return found

    def keep_validators(self, request: Request, validators: Validators) -> None:
        """Remember what a response says of itself, when its lease is settled: not before its page is delivered."""
        if lease_state := self.leases.find(request):
            lease_state.validators[self.key(request)] = validators

    def key(self, request: Request) -> int:
        """The key of a request."""
        assert self.crawler.request_fingerprinter
        return to_key(self.crawler.request_fingerprinter.fingerprint(request))

    def leave(self, response: Response) -> None:
        """The run ends before the callback of a response is done: its lease stays unsettled, for the next run."""
        if lease_state := self.leases.find(response):
            del self.leases[lease_state.lease.id]

    def ended(self, result: Response | TwistedFailure, request: Request) -> None:
        """Settle: the callback and all its items are done."""
        lease_state = self.leases.find(request)
        if lease_state is None or self.stopped:
            return
        if isinstance(result, TwistedFailure) and not lease_state.failure and result.value:
            lease_state.failure, lease_state.message = reason(result.value, request.url)
        self.complete(lease_state, result if isinstance(result, Response) else None)

    def complete(self, lease_state: LeaseState, response: Response | None) -> None:
        """Write all that came of a lease."""
        self.attempt(lambda: self.ledger.complete([lease_state.complete(response, self.now())]))
        if self.stopped:
            return
        del self.leases[lease_state.lease.id]
        self.crawler.signals.send_catch_log(signals.settled, lease_state=lease_state, response=response)
        if lease_state.interval:
            self.visited.add(lease_state.lease.key)
        for record in lease_state.records:
            self.pending.pop(record.article or 0, None)
        if time.monotonic() > self._published + _PUBLISH_EVERY:
            self.publish()

    def publish(self) -> None:
        """Empty the outbox."""
        if self._publisher and not self.stopped:
            self._tell_notes(self._publisher.notes)
            self.attempt(self._publisher.publish)
            self._tell_notes(self._publisher.notes)
        self._published = time.monotonic()

    def close(self) -> None:
        """Empty the outbox, and close the files."""
        self.publish()
        if self._publisher and not self.stopped:
            self.attempt(self._publisher.finish)
        self.attempt(self.send_silent)
        if not self.stopped:
            self.crawler.signals.send_catch_log(signals.ledger_closing, run=self)
        self.ledger.close()
        if self._publisher:
            self._publisher.release()

    def _tell_notes(self, notes: list[str]) -> None:
        """What had to be mended in the output, once."""
        while notes:
            self.crawler.signals.send_catch_log(signals.output_repaired, sentence=notes.pop(0))

    def send_silent(self) -> None:
        """Name sources that have fallen silent, each once until it has brought news again."""
        silent = self.ledger.silent(self.now())
        for source in sorted(silent.keys() - self.silent):
            self.crawler.signals.send_catch_log(signals.silent, source_name=source, since=silent[source])
        self.silent = set(silent)
