"""A scheduler with a ledger: requests are leased, and its memory is only a cache."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import Self, cast

from scrapy import Request, Spider
from scrapy import signals as scrapy_signals
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.engine.shutdown import STOPPED
from crawler.ledger.after_scrape import after_scrape
from crawler.ledger.holds import Holds
from crawler.ledger.lease_queue import LeaseQueue
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.model import Task
from crawler.ledger.requests import PARENT, to_task
from crawler.ledger.run import LedgerRun
from crawler.ledger.shared import OneSource
from crawler.ledger.site_scheduler import SiteScheduler
from crawler.ledger.task_buffer import TaskBuffer
from crawler.ledger.wanted import next_run_of
from crawler.net.pacing import site_of


class LedgerScheduler(BaseScheduler):
    """Scheduler whose queue is the ledger."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the scheduler of a crawl with a ledger."""
        run = crawler.get_extension(LedgerRun)
        assert run
        return cls(crawler, run)

    def __init__(self, crawler: Crawler, run: LedgerRun) -> None:
        self.crawler, self.run = crawler, run
        self._site_scheduler = SiteScheduler(crawler)
        self._only_due = crawler.settings.getbool("COPYDESK_ONLY_DUE")
        self._is_temporary = bool(crawler.settings["COPYDESK_TEMPORARY_LEDGER"])
        self._again: deque[Request] = deque()
        """Retries and redirects of leased requests, and requests without a lease."""
        self._queue = LeaseQueue(run, self._site_scheduler)
        self._unwritten = TaskBuffer(run, self._queue.release, self._known)

    def open(self, spider: Spider) -> None:
        """Connect to the end of requests."""
        assert self.crawler.engine
        after_scrape(self.crawler.engine.scraper, self._ended)
        self.crawler.signals.connect(self._site_scheduler.sources_changed, signals.visit_started)
        self.crawler.signals.connect(self._site_scheduler.sources_changed, signals.started)
        self._holds = Holds(self.crawler, self.run)
        self._queue.renewal.start()

    def close(self, reason: str) -> None:
        """Write pending requests, and release leases."""
        self._queue.renewal.stop()
        if not self.run.stopped:
            self._unwritten.write()
            self.run.completions.write()
            if reason == "finished":
                self.complete_dropped()
                self._holds.report_unmade_requests()
            if self.crawler.settings["COPYDESK_VISIT"]:
                self._leave(reason)
        self.run.close()

    def _leave(self, reason: str) -> None:
        """Give back what this visit still has; one that was not stopped is over until something is due."""
        self._queue.release_all()
        if reason not in ("shutdown", STOPPED):
            visited = cast(OneSource, self.run.ledger)
            self.run.attempt(lambda: visited.end(self._holds.until()))

    def complete_dropped(self) -> None:
        """Complete leases of requests that were dropped on their way; called when nothing is in progress."""
        waiting = [self.run.leases.find(request) for request in self._again]
        for lease_state in list(self.run.leases.values()):
            if lease_state not in waiting:
                self._complete_at_once(lease_state)

    def sources_changed(self) -> None:
        """Reset what is known about sources, as another set is crawled from now on."""
        self._site_scheduler.sources_changed()
        self.run.sources_changed()

    def has_pending_requests(self) -> bool:
        """Return whether a request can be made now."""
        if not self.run.stopped:
            self._unwritten.write()
            self.run.completions.write()
        if self.run.stopped:
            return False
        self._queue.renewal.renew_if_due()  # or what it has itself might seem to be due
        shut = self._site_scheduler.shut()
        held = self._queue.sites() - shut or any(site_of(r) not in shut for r in self._again)
        return bool(held or self.run.attempt(lambda: self.run.ledger.has_due(self.run.now(), shut)))

    def enqueue_request(self, request: Request) -> bool:
        """Store a request as pending; return False if it is known."""
        if self.run.stopped:
            return False
        if lease_state := self.run.leases.find(request):
            return self._go_on(request, lease_state)
        parent = self.run.leases.get(request.meta.get(PARENT, 0))
        try:
            task = to_task(request, self.crawler, self._only_due, parent.lease if parent else None)
        except ValueError:  # as in `scrapy shell` and `scrapy parse`; it could not be stored in any case
            if not self._is_temporary:
                raise
            self._again.append(request)
            return True
        if task.always:
            known = task.key in self._unwritten or self._is_known(task.key)
            task = self._list(task, request, known, parent)
        elif task.key in self._unwritten or self._is_alias(task.key):
            return False
        self._unwritten.add(task, request)  # whether the ledger knows it shows when all are written
        return True

    def _known(self, request: Request) -> None:
        """Report a request that is known, as Scrapy does if that is known at once."""
        spider = self.crawler.spider
        self.crawler.signals.send_catch_log(scrapy_signals.request_dropped, request=request, spider=spider)

    def _list(self, task: Task, request: Request, known: bool, parent: LeaseState | None) -> Task:
        """Return the task of a list, which another list names or which is a start request."""
        if parent is None or not parent.interval:
            self.run.asked.add(task.key)
            task = replace(task, parent=None)
        if task.key in self._unwritten:  # by another list
            self._unwritten.write()
        patient = task.patient or task.key in self.run.visited
        due = next_run_of(request, self.crawler.spider, self.run.now()) if known and patient else task.due
        return replace(task, patient=patient, due=due)

    def next_request(self) -> Request | None:
        """Return a request of the next site; None if no site may be asked yet, or nothing is due."""
        if self.run.stopped:
            return None
        if request := self._next_again():
            return request
        self.run.completions.write_if_due()
        self._unwritten.write_for(self._queue.listing())
        while (lease := self._queue.next()) and not self.run.stopped:
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

    def _go_on(self, request: Request, lease_state: LeaseState) -> bool:
        """Accept a retry or a redirect under its lease, unless it leads to a known URL."""
        key = self.run.key(request)
        if not request.dont_filter:
            is_loop = key == lease_state.lease.key or key in lease_state.aliases
            if is_loop or self._is_known(key):
                lease_state.repeated = not is_loop
                if is_loop:
                    lease_state.failure = "redirects"
                    lease_state.message = f"{lease_state.lease.url} redirects to itself."
                self._complete_at_once(lease_state)
                return False
            lease_state.aliases.append(key)
        self._again.append(request)
        return True

    def _is_known(self, key: int) -> bool:
        """Return whether a request is pending or done, or is the redirect target of a lease."""
        seen = self.run.attempt(lambda: self.run.ledger.seen([key]))
        return bool(seen) or key in self._unwritten or self._is_alias(key)

    def _is_alias(self, key: int) -> bool:
        """Return whether a lease of this run was redirected to a key."""
        return self.run.completions.has_alias(key) or any(key in x.aliases for x in self.run.leases.values())

    def _ended(self, result: Response | TwistedFailure, request: Request) -> None:
        self._unwritten.write()  # first its new requests
        self.run.ended(result, request)

    def _complete_at_once(self, lease_state: LeaseState) -> None:
        self._unwritten.write()
        self.run.complete(lease_state, None)
