"""The leases of a crawl, and their handlers of Scrapy's signals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from scrapy import Request
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.errors import Failure
from crawler.exporters.json_lines import SafeJsonEncoder
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.model import Record
from crawler.ledger.replaced import Replaced
from crawler.ledger.requests import LEASE
from crawler.ledger.revisions import to_article, to_known


class NoArticle(DropItem):
    """Drops a record of something else than the article that was requested."""

    def __init__(self, replaced: Replaced) -> None:
        super().__init__(f"It is {replaced.words}.", log_level="DEBUG")
        self.replaced = replaced


class Leases(dict[int, LeaseState]):
    """The states of leases by lease id; ``lines``: whether records are kept as lines of an exact feed."""

    def __init__(self, lines: bool) -> None:
        super().__init__()
        self._lines = lines
        self._encoder = SafeJsonEncoder()

    def listen(self, crawler: Crawler) -> None:
        """Connect to the signals of a crawl."""
        signals.connect(
            crawler,
            (self.scraped, scrapy_signals.item_scraped),
            (self.dropped, scrapy_signals.item_dropped),
            (self.broken, scrapy_signals.item_error),
            (self.broken, scrapy_signals.spider_error),
            (self.told, signals.failed),
        )

    def find(self, source: Any) -> LeaseState | None:
        """Return the lease state of a request, a response or a failure."""
        request = source if isinstance(source, Request) else getattr(source, "request", None)
        return self.get(request.meta.get(LEASE, 0)) if request is not None else None

    def address(self, requested_url: str) -> int:
        """Return the key of a requested URL; 0 if it has no lease."""
        urls = (
            (lease_state.lease, lease_state.request.cb_kwargs.get("requested_url")) for lease_state in self.values()
        )
        return next((lease.key for lease, url in urls if requested_url in (url, lease.url)), 0)

    def scraped(self, item: Any, response: Any) -> None:
        """Keep a record until its lease is complete."""
        if lease_state := self.find(response):
            line = self._encoder.encode(item).encode() + b"\n" if self._lines else b""
            article = to_article(item)
            lease_state.article = article
            known = None if article is None else replace(to_known(item), address=lease_state.lease.key)
            lease_state.records.append(Record(line, article, known))

    def dropped(self, item: Any, response: Any, exception: Exception) -> None:
        """Count a record that has not changed; note what was found in place of an article."""
        lease_state = self.find(response)
        if lease_state and isinstance(exception, NoArticle):
            lease_state.replaced = exception.replaced
        elif lease_state:
            lease_state.known += 1
            lease_state.article = to_article(item) if isinstance(item, dict) else None

    def broken(self, failure: TwistedFailure, response: Any) -> None:
        """Note a bug in a callback or a pipeline."""
        if lease_state := self.find(response):
            lease_state.failure = "bug"
            lease_state.message = f"Reading {lease_state.lease.url} failed by a bug: {type(failure.value).__name__}."

    def asked_as(self, url: str) -> LeaseState | None:
        """Return the lease state of the article with this requested URL."""
        leases = (
            lease_state for lease_state in self.values() if lease_state.request.cb_kwargs.get("requested_url") == url
        )
        return next(leases, None)

    def told(self, failure: Failure) -> None:
        """Note why a URL gave no record."""
        for lease_state in self.values():
            if failure.source in (lease_state.lease.url, lease_state.request.cb_kwargs.get("requested_url")):
                lease_state.failure, lease_state.message = failure.kind, failure.message
