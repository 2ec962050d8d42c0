"""A crawl with a ledger: leases are complete when their callback and all its items are done."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.ledger.completion_buffer import MOST, CompletionBuffer, Ended
from crawler.ledger.errors import LedgerError, damaged
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.leases import Leases
from crawler.ledger.model import Completion, Known, Lease, State, Validators
from crawler.ledger.monitored import MonitoredLedger
from crawler.ledger.opening import clock_of, open_ledger_of
from crawler.ledger.output import Output
from crawler.ledger.protocol import Ledger
from crawler.ledger.publish import Publisher, open_publisher
from crawler.ledger.registry import display_name
from crawler.ledger.requests import REMOVED, to_key, unpack
from crawler.ledger.stopping import Stopping
from crawler.ledger.wanted import HeldLeases, is_wanted, times
from crawler.net.failure_reasons import reason

_FIRST_INTERVAL = 1800
_STARTING = "\0starting"
"""Reason under which leases of lists are held until the start requests are known."""


class LedgerRun(Stopping):
    """Extension that tracks the leases of a crawl and completes them."""

    def __init__(self, crawler: Crawler, ledger: Ledger, publisher: Publisher | None, clock: Callable[[], float]):
        super().__init__(crawler)
        self.clock = clock
        self.ledger: Ledger = MonitoredLedger(ledger, self.give_up)
        self.leases = Leases(lines=publisher is not None)
        self.pending: dict[int, Known] = {}
        """Revisions that are not stored yet, by article."""
        self.asked: set[int] = set()
        """Keys of the lists among the start requests of this run."""
        self.started = False
        """Whether all start requests are known."""
        self.visited: set[int] = set()
        """Keys of lists that were read or have failed in this run."""
        self._stays = crawler.settings.getbool("COPYDESK_DAEMON")
        self._held = HeldLeases(self._release)
        self.silent: set[str] = set()
        """Sources that were reported as silent."""
        self._output = Output(self, publisher)
        self._is_visit = bool(crawler.settings["COPYDESK_VISIT"])
        together = self.ledger.together if self._is_visit else []
        self.completions = CompletionBuffer(MOST if self._is_visit else 1, ledger.complete, self._settle, together)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Open the ledger ``COPYDESK_LEDGER`` and the feed ``COPYDESK_OUTPUT``."""
        ledger = open_ledger_of(crawler.settings)
        try:
            clock = clock_of(crawler.settings, ledger)
            run = cls(crawler, ledger, open_publisher(crawler, ledger, clock), clock)
        except BaseException:
            ledger.close()
            raise
        run.leases.listen(crawler)
        crawler.signals.connect(run.start, signals.started)
        return run

    def give_up(self, error: LedgerError | OSError) -> None:
        """End the run; nothing of it is written any more, not even with what other runs write."""
        super().give_up(error)
        self.completions.close()

    def now(self) -> int:
        """Return the Unix time in whole seconds."""
        return int(self.clock())

    def lease(self, lease: Lease) -> Request | None:
        """Return the request of a lease; None if it is not to be made in this run."""
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
            self._held.keep(source_name, lease)
            return None
        named = not always or self._is_named(lease)
        if not named and not self.started:  # it may become one
            self._held.keep(_STARTING, lease)
            return None
        if not named and not lease.pending and self.state(lease.key) != "removed":
            self.attempt(lambda: self.ledger.complete([Completion(lease, "passed", self.now())]))
            return None
        request.meta.update(times(request, self.crawler.spider))
        known = self.attempt(lambda: self.ledger.interval(lease.key)) if always else 0
        if self.stopped:
            return None
        if lease.visits and not always:
            request.meta[REMOVED] = self.attempt(lambda: self.ledger.state(lease.key)) == "removed"
        interval = (known or request.meta.get("interval", _FIRST_INTERVAL)) if always else 0
        self.leases[lease.id] = LeaseState(lease, request, interval, named)
        return request

    def held(self) -> Iterator[Lease]:
        """Yield leases that are in progress, wait to be completed, or are held until their requests are wanted."""
        yield from (lease_state.lease for lease_state in self.leases.values())
        yield from self.completions
        yield from self._held

    def _is_named(self, lease: Lease) -> bool:
        """Return whether a list is a start request, or below one."""
        if lease.key in self.asked:
            return True
        above: set[int] = self.attempt(lambda: self.ledger.ancestors(lease.key)) or set()
        return not above.isdisjoint(self.asked)

    def sources_changed(self) -> None:
        """Reset the lists of this run, as another set of sources is crawled from now on."""
        self.asked.clear()
        self.started = False
        self._held.release_all()

    def start(self) -> None:
        """Note that all start requests are known."""
        self.started = True
        self._held.release(_STARTING)

    def _begin(self, source_name: str) -> None:
        """Start a new visit of a source: its limits start again, and held leases are released."""
        self.crawler.signals.send_catch_log(signals.visit_started, source_name=source_name)
        self._held.release(source_name)

    def _release(self, leases: list[Lease]) -> None:
        self.attempt(lambda: self.ledger.release(leases))

    def validators(self, request: Request) -> Validators | None:
        """Return the validators of the last response to a request; a page that was never answered has none."""
        state = self.leases.find(request)
        if state and not state.lease.seen:
            return None
        found: Validators | None = self.attempt(lambda: self.ledger.validators(self.key(request)))
        return found

    def keep_validators(self, request: Request, validators: Validators) -> None:
        """Keep the validators of a response until its lease is complete, so not before its page is delivered."""
        if lease_state := self.leases.find(request):
            lease_state.validators[self.key(request)] = validators

    def key(self, request: Request) -> int:
        """Return the key of a request."""
        assert self.crawler.request_fingerprinter
        return to_key(self.crawler.request_fingerprinter.fingerprint(request))

    def leave(self, response: Response) -> None:
        """Leave the lease of a response pending for the next run, as this run ends before its callback is done."""
        if lease_state := self.leases.find(response):
            del self.leases[lease_state.lease.id]

    def ended(self, result: Response | TwistedFailure, request: Request) -> None:
        """Complete the lease of a request, as its callback and all its items are done."""
        lease_state = self.leases.find(request)
        if lease_state is None or self.stopped:
            return
        if isinstance(result, TwistedFailure) and not lease_state.failure and result.value:
            lease_state.failure, lease_state.message = reason(result.value, request.url)
        self.complete(lease_state, result if isinstance(result, Response) else None)

    def complete(self, lease_state: LeaseState, response: Response | None) -> None:
        """Write the results of a lease, in a visit together with those of others."""
        self.leases.pop(lease_state.lease.id, None)
        self.completions.add(Ended(lease_state.complete(response, self.now()), lease_state, response))

    def _settle(self, lot: list[Ended], error: LedgerError | None) -> None:
        if error:
            self.give_up(error)
            self.leases |= {ended.completion.lease.id: ended.lease_state for ended in lot}
            return
        for ended in lot:
            lease_state = ended.lease_state
            self.crawler.signals.send_catch_log(signals.settled, lease_state=lease_state, response=ended.response)
            if lease_state.interval:
                self.visited.add(lease_state.lease.key)
            for record in lease_state.records:
                self.pending.pop(record.article or 0, None)
        self._output.publish_if_due()

    def state(self, key: int) -> State | None:
        """Return how a request ended when it was last made, as :meth:`crawler.ledger.protocol.Ledger.state` does."""
        if self.completions.is_of(key):
            self.completions.write()
        found: State | None = self.ledger.state(key)
        return found

    def publish(self) -> None:
        """Write all lines in the outbox."""
        self._output.publish()

    def close(self) -> None:
        """Write the outbox and close the files."""
        if not self.stopped:
            self.completions.write()
        self._output.finish()
        if not self._is_visit:  # each would say it again, and of all sources
            self.attempt(self.send_silent)
        if not self.stopped:
            self.crawler.signals.send_catch_log(signals.ledger_closing, run=self)
        self.completions.close()
        self.ledger.close()
        self._output.release()

    def send_silent(self) -> None:
        """Report sources that have become silent, each once until it has news again."""
        silent = self.ledger.silent(self.now())
        for source in sorted(silent.keys() - self.silent):
            self.crawler.signals.send_catch_log(signals.silent, source_name=source, since=silent[source])
        self.silent = set(silent)
