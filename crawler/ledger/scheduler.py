"""The scheduler over a ledger: requests are leased, and what it holds in memory is only a cache."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Self

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.ledger.after_scrape import after_scrape
from crawler.ledger.claimed import Claimed
from crawler.ledger.holds import Holds
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.model import Lease, Task
from crawler.ledger.renewal import LEASE_SECONDS, Renewal
from crawler.ledger.requests import PARENT, to_task
from crawler.ledger.run import LedgerRun
from crawler.ledger.site_scheduler import SiteScheduler
from crawler.net.pacing import site_of

_AT_ONCE = 64
"""Leases taken at a time."""
_MOST_UNWRITTEN = 500


class LedgerScheduler(BaseScheduler):
    """A scheduler whose frontier is the ledger."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the extension that settles."""
        run = crawler.get_extension(LedgerRun)
        assert run
        return cls(crawler, run)

    def __init__(self, crawler: Crawler, run: LedgerRun) -> None:
        self.crawler, self.run = crawler, run
        self._site_scheduler = SiteScheduler(crawler)
        self._only_due = crawler.settings.getbool("COPYDESK_ONLY_DUE")
        self._is_temporary = bool(crawler.settings["COPYDESK_TEMPORARY_LEDGER"])
        self._again: deque[Request] = deque()
        """Retries and redirects of what is leased; what is made without a lease."""
        self._leased = Claimed()
        self._unwritten: dict[int, Task] = {}
        self._renewal = Renewal(self._held, self._renew, run.now)

    def open(self, spider: Spider) -> None:
        """Hear when a request is done."""
        assert self.crawler.engine
        after_scrape(self.crawler.engine.scraper, self._ended)
        self.crawler.signals.connect(self._site_scheduler.sources_changed, signals.visit_started)
        self.crawler.signals.connect(self._site_scheduler.sources_changed, signals.started)
        self._holds = Holds(self.crawler, self.run)
        self._renewal.start()

    def close(self, reason: str) -> None:
        """Write what is left."""
        self._renewal.stop()
        if not self.run.stopped:
            self._write()
            if reason == "finished":
                self.complete_dropped()
                self._holds.tell()
        self.run.close()

    def complete_dropped(self) -> None:
        """When nothing is under way: settle what was dropped on its way, as by a filter of redirects."""
        waiting = [self.run.leases.find(request) for request in self._again]
        for lease_state in list(self.run.leases.values()):
            if lease_state not in waiting:
                self._complete_at_once(lease_state)

    def sources_changed(self) -> None:
        """Another set of sources is asked from now on."""
        self._site_scheduler.sources_changed()
        self.run.sources_changed()

    def has_pending_requests(self) -> bool:
        """Whether there is anything to do now."""
        if self.run.stopped:
            return False
        self._renewal.renew_if_due()  # or what it has itself might seem to be due
        shut = self._site_scheduler.shut()
        held = self._unwritten or self._leased.keys() - shut or any(site_of(r) not in shut for r in self._again)
        return bool(held or self.run.attempt(lambda: self.run.ledger.has_due(self.run.now(), shut)))

    def enqueue_request(self, request: Request) -> bool:
        """Owe a request; ``False`` if it is known."""
        if self.run.stopped:
            return False
        if lease_state := self.run.leases.find(request):
            return self._go_on(request, lease_state)
        parent = self.run.leases.get(request.meta.get(PARENT, 0))
        try:
            task = to_task(request, self.crawler, self._only_due, parent.lease if parent else None)
        except ValueError:  # as of `scrapy shell` and `scrapy parse`; it would not outlive this run in any case
            if not self._is_temporary:
                raise
            self._again.append(request)
            return True
        known = task.key in self._unwritten or self._is_known(task.key)
        if known and not task.always:
            return False
        if task.always:
            task = self._list(task, request, known, parent)
        self._unwritten[task.key] = task
        if len(self._unwritten) >= _MOST_UNWRITTEN:
            self._write()
        return True

    def _list(self, task: Task, request: Request, known: bool, parent: LeaseState | None) -> Task:
        """A task for a list, as it is to be written: one that another list names, or that the spider starts from."""
        if parent is None or not parent.interval:
            self.run.asked.add(task.key)
            task = replace(task, parent=None)
        if task.key in self._unwritten:  # by another list
            self._write()
        patient = task.patient or task.key in self.run.visited
        due = self.run.next_run(request) if known and patient else task.due
        return replace(task, patient=patient, due=due)

    def next_request(self) -> Request | None:
        """A request of the site whose turn it is; ``None`` where none may be asked yet, or nothing is due."""
        if self.run.stopped:
            return None
        if request := self._next_again():
            return request
        self._write()
        while (lease := self._next_lease()) and not self.run.stopped:
            if request := self.run.lease(lease):
                self._site_scheduler.took(lease.site)
                return request
            self._site_scheduler.passed(lease.site)
        return None

    def _next_again(self) -> Request | None:
        site = self._site_scheduler.next([site_of(request) for request in self._again])
        for request in self._again:
            if site_of(request) == site:
                self._again.remove(request)
                return request
        return None

    def _next_lease(self) -> Lease | None:
        leases = self.run.leases.values()  # while such a list is read, what is newest is not known
        listing = {
            lease_state.lease.site for lease_state in leases if lease_state.interval and not lease_state.lease.version
        }
        site = self._site_scheduler.next(self._leased, listing)
        if site is None:
            self._claim(listing)
            site = self._site_scheduler.next(self._leased, listing)
        if site is None:
            return None
        return self._leased.take(site)

    def _claim(self, but: set[str]) -> None:
        self._renewal.renew_if_due()
        run, skipped = self.run, self._leased.keys() | self._site_scheduler.shut() | but
        leases = run.attempt(lambda: run.ledger.claim(_AT_ONCE, run.now(), LEASE_SECONDS, skipped))
        self._leased.put(leases or ())

    def _held(self) -> Iterator[Lease]:
        """All leases of this run: those that wait here, those under way, and those that are not wanted yet."""
        yield from self._leased.all()
        yield from self.run.held()

    def _renew(self, leases: list[Lease], until: int) -> None:
        self.run.attempt(lambda: self.run.ledger.renew(leases, until))

    def _go_on(self, request: Request, lease_state: LeaseState) -> bool:
        """A retry or a redirect: it goes on under its lease, unless it leads to what is known."""
        key = self.run.key(request)
        if not request.dont_filter:
            is_circle = key == lease_state.lease.key or key in lease_state.aliases
            if is_circle or self._is_known(key):
                lease_state.repeated = not is_circle
                if is_circle:
                    lease_state.failure, lease_state.message = (
                        "redirects",
                        f"{lease_state.lease.url} redirects in a circle.",
                    )
                self._complete_at_once(lease_state)
                return False
            lease_state.aliases.append(key)
        self._again.append(request)
        return True

    def _is_known(self, key: int) -> bool:
        """Whether it is owed or done, or what a lease has been redirected to."""
        seen = self.run.attempt(lambda: self.run.ledger.seen([key]))
        return (
            bool(seen)
            or key in self._unwritten
            or any(key in lease_state.aliases for lease_state in self.run.leases.values())
        )

    def _write(self) -> None:
        if self._unwritten:
            tasks, self._unwritten = list(self._unwritten.values()), {}
            new = self.run.attempt(lambda: self.run.ledger.add(tasks)) or ()
            for task, is_new in zip(tasks, new, strict=False):
                if is_new and task.parent and (lease_state := self.run.leases.get(task.parent.id)):
                    lease_state.found += 1
            self._give_back({task.site for task in tasks})

    def _give_back(self, sites: Iterable[str]) -> None:
        """Leases of sites that are owed more now: what is new may come before them."""
        if leases := self._leased.remove(sites):
            self.run.attempt(lambda: self.run.ledger.release(leases))

    def _ended(self, result: Response | TwistedFailure, request: Request) -> None:
        self._write()  # first what it gave
        self.run.ended(result, request)

    def _complete_at_once(self, lease_state: LeaseState) -> None:
        self._write()
        self.run.complete(lease_state, None)
