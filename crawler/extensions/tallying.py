"""Count the requests of a run by source, and what comes of them."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request, Spider
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.engine import signals
from crawler.engine.fingerprint import is_article
from crawler.engine.not_an_article import NotAnArticle
from crawler.engine.repeated_article import RepeatedArticle
from crawler.errors import Failure
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.requests import LEASE
from crawler.metrics.counting import count_response
from crawler.metrics.source_counter import Outcome, SourceCounter, remember
from crawler.metrics.tallies import NO_SOURCE, Tallies
from crawler.metrics.tally import Tally
from crawler.normalize.urls import host_of
from crawler.workers.reader import Reader


class Tallying:
    """Counts for :class:`crawler.extensions.receipts.Receipts`.

    With a ledger, an article counts when its lease ends, with one outcome; without one, by Scrapy's signals.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.counter = SourceCounter()
        self._has_ledger = bool(crawler.settings["COPYDESK_LEDGER"])
        self._left_out: set[int] = set()
        """Leases of pages that are not articles."""
        self._records: dict[int, Any] = {}
        """Records by lease, until it ends."""
        self._failed: dict[str, None] = {}
        """URLs of the latest leases that ended with a failure."""
        self._cpu: dict[str, tuple[int, float]] = {}
        """Pages read and CPU seconds by source, up to the last :meth:`take`."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        tallying = cls(crawler)
        signals.connect(
            crawler,
            (tallying.opened, scrapy_signals.spider_opened),
            (tallying.scheduled, scrapy_signals.request_scheduled),
            (tallying.known, scrapy_signals.request_dropped),
            (tallying.downloaded, scrapy_signals.response_downloaded),
            (tallying.scraped, scrapy_signals.item_scraped),
            (tallying.dropped, scrapy_signals.item_dropped),
            (tallying.failed, signals.failed),
            (tallying.broken, scrapy_signals.item_error),
            (tallying.broken, scrapy_signals.spider_error),
            (tallying.settled, signals.settled),
        )
        return tallying

    def opened(self, spider: Spider) -> None:
        """Create a tally for every source; with a ledger, use its clock."""
        from crawler.ledger.run import LedgerRun

        if run := self.crawler.get_extension(LedgerRun):
            self.counter.clock = run.clock
        for source in getattr(spider, "sources", None) or ():
            if name := getattr(source, "name", ""):
                self.counter.tallies.of(name)

    def take(self) -> Tallies:
        """Return what was counted since the last time."""
        self._count_cpu()
        return self.counter.take()

    def _count_cpu(self) -> None:
        reader = self.crawler.get_extension(Reader)
        for name, (pages, seconds) in reader.cpu.items() if reader else ():
            done, spent = self._cpu.get(name, (0, 0.0))
            if pages > done:
                tally = self.counter.tallies.of(name)
                tally.pages_read += pages - done
                tally.cpu_seconds = round(tally.cpu_seconds + seconds - spent, 6)
        self._cpu = dict(reader.cpu) if reader else {}

    def scheduled(self, request: Request) -> None:
        """Count a new article; without a ledger, a request of this run. Retries and redirects do not count."""
        if self._has_ledger:
            if is_article(request) and LEASE not in request.meta:
                self._of(request).found += 1
        elif not (request.meta.get("redirect_urls") or request.meta.get("retry_times")):
            self._of(request).asked += 1

    def known(self, request: Request) -> None:
        """Take a known article back; without a ledger, count it as repeated."""
        if self._has_ledger:
            if is_article(request) and LEASE not in request.meta:
                self._of(request).found -= 1
        elif request.url not in request.meta.get("redirect_urls", ()):  # else it is a redirect loop, which is a failure
            self.counter.count_outcome("repeated", source_of(request), request.url)

    def downloaded(self, response: Response, request: Request) -> None:
        """Count a response as received; robots.txt and the like belong to no source."""
        tally = self._of(request) if request.errback else self.counter.tallies.of(NO_SOURCE)
        count_response(tally, response.status, len(response.body), request.meta.get("download_latency"))

    def scraped(self, item: Any, response: Response | None) -> None:
        """Count a record, or keep it until its lease ends."""
        lease = _lease(response)
        if not (isinstance(item, dict) and "body_hash" in item):  # of a spider with other items
            return
        if self._has_ledger and lease:
            self._records[lease] = item
        else:
            self.counter.count_record(host_of(item["requested_url"]), item, _seconds(response))

    def dropped(self, response: Response | None, exception: Exception, item: Any) -> None:
        """Count a page that is not an article, or whose article has a record."""
        lease = _lease(response)
        if isinstance(exception, NotAnArticle) and self._has_ledger and lease:
            self._left_out.add(lease)
        elif isinstance(exception, NotAnArticle):
            self.counter.count_outcome("left_out", host_of(item["requested_url"]), item["url"])
        elif isinstance(exception, RepeatedArticle):
            self.counter.count_outcome("repeated", host_of(item["requested_url"]), item["url"])

    def failed(self, failure: Failure) -> None:
        """Count a failure of a URL, unless it has a lease: those count when they end."""
        from crawler.ledger.run import LedgerRun

        if failure.kind == "drift":  # it is about what was counted before
            return
        run = self.crawler.get_extension(LedgerRun)
        for state in run.leases.values() if run else ():
            if failure.source in (state.lease.url, state.request.cb_kwargs.get("requested_url")):
                return
        if failure.source in self._failed:  # a redirect loop is reported after its lease has ended
            return
        source = NO_SOURCE if self._has_ledger else host_of(failure.source)
        self.counter.count_failure(source, failure.kind, failure.source)
        if failure.kind == "not-a-url":
            self.counter.tallies.of(source).asked += 1

    def broken(self, response: Any = None, item: Any = None) -> None:
        """Count an uncaught exception, unless the response has a lease."""
        url = getattr(response, "url", None) or (item or {}).get("url", "")
        if not (self._has_ledger and _lease(response)):
            self.counter.count_failure(host_of(url), "bug", url)

    def settled(self, lease_state: LeaseState, response: Response | None) -> None:
        """Count a list or an article whose lease has ended."""
        source, url, seconds = source_of(lease_state.request), lease_state.lease.url, _seconds(response)
        record = self._records.pop(lease_state.lease.id, None)
        is_left_out = lease_state.lease.id in self._left_out
        self._left_out.discard(lease_state.lease.id)
        if lease_state.interval:
            self.counter.count_list(source, url, lease_state.failure, seconds)
            return
        self.counter.tallies.of(source).asked += 1
        if record is not None:
            self.counter.count_record(source, record, seconds)
        elif lease_state.failure and not is_left_out:
            self.counter.count_failure(source, lease_state.failure, url, seconds)
            remember(self._failed, url)
        else:
            is_known = bool(lease_state.known) or (response is not None and response.status == 304)
            outcome: Outcome = "left_out" if is_left_out else "unchanged" if is_known else "repeated"
            self.counter.count_outcome(outcome, source, url, seconds)

    def _of(self, request: Request) -> Tally:
        return self.counter.tallies.of(source_of(request))


def source_of(request: Request) -> str:
    """Return the name of a request's source, or the host of its first URL if it has none."""
    first = (request.meta.get("redirect_urls") or [request.url])[0]
    return str(request.cb_kwargs.get("source_name") or host_of(first))


def _seconds(response: Response | None) -> float | None:
    request = getattr(response, "request", None)
    return request.meta.get("download_latency") if request is not None else None


def _lease(response: Response | None) -> int:
    request = getattr(response, "request", None)
    return int(request.meta.get(LEASE, 0)) if request is not None else 0
