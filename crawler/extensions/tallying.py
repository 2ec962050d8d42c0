"""Count what a run asks of each source and what comes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.engine import signals
from crawler.engine.fingerprint import is_article
from crawler.engine.not_an_article import NotAnArticle
from crawler.engine.repeated_article import RepeatedArticle
from crawler.errors import Failure, Kind
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.requests import LEASE
from crawler.metrics.counting import count_failure, count_record, count_response, newest_of
from crawler.metrics.facts import facts_of
from crawler.metrics.tallies import NO_SOURCE, Tallies
from crawler.metrics.tally import Tally, raise_by
from crawler.report.source_counts import REFUSED
from crawler.workers.reader import Reader

_MOST_KNOWN = 4_096
_MOST_NEW = 500
"""Articles after which what has been counted is to be taken, so that it stays small."""


class Event(NamedTuple):
    """Something that is counted."""

    name: str
    """written, unchanged, repeated, left_out, refused, failed, list_read or list_failed."""
    source: str
    url: str
    reason: str | None = None
    """Kind of failure."""
    seconds: float | None = None
    """Seconds until the response had come."""


class Tallying:
    """Counts for :class:`crawler.extensions.receipts.Receipts`.

    With a ledger, an article counts when its lease ends, with one outcome; without one, by Scrapy's signals.
    """

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = time.time) -> None:
        self.crawler, self.clock = crawler, clock
        self.tallies = Tallies()
        """What has been counted since :meth:`take`."""
        self.before: Callable[[str], Tally] = lambda source: Tally()
        """What was counted for a source earlier in this run and these days."""
        self.observe: Callable[[Event], None] = lambda event: None
        """Called with each event that is counted."""
        self._has_ledger = bool(crawler.settings["COPYDESK_LEDGER"])
        self._left_out: set[int] = set()
        self._records: dict[int, Any] = {}
        """Records by lease, until that ends."""
        self._known: dict[str, dict[str, None]] = {}
        """Digests of the latest records of each source, the oldest first."""
        self._failed: dict[str, None] = {}
        """Addresses of the latest leases that ended with a failure."""
        self._cpu: dict[str, tuple[int, float]] = {}
        self._new = 0

    @property
    def is_full(self) -> bool:
        """Whether what has been counted should be taken."""
        return self._new >= _MOST_NEW

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
        """Have a tally for every source; with a ledger, take its clock."""
        from crawler.ledger.run import LedgerRun

        if run := self.crawler.get_extension(LedgerRun):
            self.clock = run.clock
        for source in getattr(spider, "sources", None) or ():
            if name := getattr(source, "name", ""):
                self.tallies.of(name)

    def take(self) -> Tallies:
        """What has been counted since the last time."""
        self._count_cpu()
        taken, self.tallies, self._new = self.tallies, Tallies(), 0
        return taken

    def _count_cpu(self) -> None:
        reader = self.crawler.get_extension(Reader)
        for name, (pages, seconds) in reader.cpu.items() if reader else ():
            done, spent = self._cpu.get(name, (0, 0.0))
            if pages > done:
                tally = self.tallies.of(name)
                tally.pages_read += pages - done
                tally.cpu_seconds = round(tally.cpu_seconds + seconds - spent, 6)
        self._cpu = dict(reader.cpu) if reader else {}

    def scheduled(self, request: Request) -> None:
        """Count a new article; without a ledger it is asked for in this run. Retries and redirects do not count."""
        if self._has_ledger:
            if is_article(request) and LEASE not in request.meta:
                self._of(request).found += 1
        elif not (request.meta.get("redirect_urls") or request.meta.get("retry_times")):
            self._of(request).asked += 1

    def known(self, request: Request) -> None:
        """Take a known article back; without a ledger it has an outcome."""
        if self._has_ledger:
            if is_article(request) and LEASE not in request.meta:
                self._of(request).found -= 1
        elif request.url not in request.meta.get("redirect_urls", ()):  # or it is a loop, which is a failure
            self._of(request).repeated += 1
            self._tell("repeated", host_of(request.url), request.url)

    def downloaded(self, response: Response, request: Request) -> None:
        """Count a response as received; robots.txt and its like belong to no source."""
        tally = self._of(request) if request.errback else self.tallies.of(NO_SOURCE)
        count_response(tally, response.status, len(response.body), request.meta.get("download_latency"))

    def scraped(self, item: Any, response: Response | None) -> None:
        """Count a record, or keep it until its lease ends."""
        lease = _lease(response)
        if not (isinstance(item, dict) and "body_hash" in item):  # of a spider with items of its own
            return
        if self._has_ledger and lease:
            self._records[lease] = item
        else:
            self._record(host_of(item["requested_url"]), item, _seconds(response))

    def dropped(self, response: Response | None, exception: Exception, item: Any) -> None:
        """Count a page that is no article, or whose article has a record."""
        lease = _lease(response)
        if isinstance(exception, NotAnArticle) and self._has_ledger and lease:
            self._left_out.add(lease)
        elif isinstance(exception, NotAnArticle):
            self.tallies.of(host_of(item["requested_url"])).left_out += 1
            self._tell("left_out", host_of(item["requested_url"]), item["url"])
        elif isinstance(exception, RepeatedArticle):
            self.tallies.of(host_of(item["requested_url"])).repeated += 1
            self._tell("repeated", host_of(item["requested_url"]), item["url"])

    def failed(self, failure: Failure) -> None:
        """Count a failure of an address; with a ledger those of leases count when they end."""
        from crawler.ledger.run import LedgerRun

        if failure.kind == "drift":  # what was counted before
            return
        run = self.crawler.get_extension(LedgerRun)
        for state in run.leases.values() if run else ():
            if failure.source in (state.lease.url, state.request.cb_kwargs.get("requested_url")):
                return
        if failure.source in self._failed:  # a loop is told after its lease has ended
            return
        source = NO_SOURCE if self._has_ledger else host_of(failure.source)
        self._failure(source, failure.kind, failure.source, None)
        if failure.kind == "not-a-url":
            self.tallies.of(source).asked += 1

    def broken(self, response: Any = None, item: Any = None) -> None:
        """Count an uncaught exception; of a lease it is counted when that ends."""
        url = getattr(response, "url", None) or (item or {}).get("url", "")
        if not (self._has_ledger and _lease(response)):
            self._failure(host_of(url), "bug", url, None)

    def settled(self, lease_state: LeaseState, response: Response | None) -> None:
        """Count a list or an article whose lease has ended."""
        source = str(lease_state.request.cb_kwargs.get("source_name") or host_of(lease_state.lease.url))
        tally, lease = self.tallies.of(source), lease_state.lease.id
        record, left_out = self._records.pop(lease, None), lease in self._left_out
        self._left_out.discard(lease)
        if lease_state.interval:
            _count_list(tally, lease_state)
            name = "list_failed" if lease_state.failure else "list_read"
            self._tell(name, source, lease_state.lease.url, lease_state.failure, _seconds(response))
            return
        tally.asked += 1
        if record is not None:
            self._record(source, record, _seconds(response))
        elif lease_state.failure and not left_out:
            self._failure(source, lease_state.failure, lease_state.lease.url, _seconds(response))
            _remember(self._failed, lease_state.lease.url)
        else:
            is_known = bool(lease_state.known) or (response is not None and response.status == 304)
            outcome = "left_out" if left_out else "unchanged" if is_known else "repeated"
            setattr(tally, outcome, getattr(tally, outcome) + 1)
            if outcome == "unchanged":
                tally.last_success = max(tally.last_success, int(self.clock()))
            self._tell(outcome, source, lease_state.lease.url, None, _seconds(response))

    def _tell(self, name: str, source: str, url: str, reason: str | None = None, seconds: float | None = None) -> None:
        self.observe(Event(name, source, url, reason, seconds))

    def _failure(self, source: str, kind: Kind, url: str, seconds: float | None) -> None:
        count_failure(self.tallies.of(source), kind, url)
        self._tell("refused" if kind in REFUSED else "failed", source, url, kind, seconds)

    def _record(self, source: str, record: Any, seconds: float | None) -> None:
        self._new += 1
        tally, facts, at = self.tallies.of(source), facts_of(record), self.clock()
        if source not in self._known:
            self._known[source] = dict.fromkeys(self.before(source).digests)
        count_record(tally, facts, at, self._known[source])
        self._tell("written", source, facts.url, None, seconds)
        if facts.is_new:
            _remember(self._known[source], facts.digest)
            tally.newest = [*tally.newest, newest_of(record)][-3:]

    def _of(self, request: Request) -> Tally:
        name = request.cb_kwargs.get("source_name")
        return self.tallies.of(str(name) if name else host_of((request.meta.get("redirect_urls") or [request.url])[0]))


def _count_list(tally: Tally, lease_state: LeaseState) -> None:
    tally.lists += 1
    if lease_state.failure:
        raise_by(tally.lists_failed, lease_state.failure)
        tally.example(f"list {lease_state.failure}", lease_state.lease.url)


def _remember(known: dict[str, None], text: str) -> None:
    """Keep a text, and of all of them the latest."""
    known[text] = None
    if len(known) > _MOST_KNOWN:
        del known[next(iter(known))]


def _seconds(response: Response | None) -> float | None:
    request = getattr(response, "request", None)
    return request.meta.get("download_latency") if request is not None else None


def _lease(response: Response | None) -> int:
    request = getattr(response, "request", None)
    return int(request.meta.get(LEASE, 0)) if request is not None else 0


def host_of(address: str) -> str:
    """The host of an address; empty for what has none, such as a file.

    >>> host_of("https://www.daily.example:8080/1"), host_of("press.warc.gz")
    ('daily.example', '')
    """
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
