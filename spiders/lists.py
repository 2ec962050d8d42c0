"""Read the lists of sources: feeds, sitemaps, section pages, and the lists that these name in turn."""

from __future__ import annotations

import hashlib
import time
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

from scrapy import Request
from scrapy.http import Response

from crawler.discover.feeds import read_feed
from crawler.discover.link import Link
from crawler.discover.listing_urls import Listing
from crawler.discover.lists import form_of
from crawler.discover.priority import to_time, urgency_of_list
from crawler.discover.sections import section_entries
from crawler.discover.sitemap_index import holds_articles, stable_from
from crawler.discover.sitemaps import Nested, sitemap_entries
from crawler.engine.fingerprint import of_article
from crawler.errors import Failure
from crawler.extensions.budget import Budget
from crawler.ledger.requests import READER, STABLE_FROM, VERSION, to_key
from crawler.ledger.run import LedgerRun
from crawler.sources.source import Source
from crawler.workers.async_iter import Interrupted
from crawler.workers.list_reader import TooLong
from spiders.base import ArticleSpider, flat_headers, list_values

T = TypeVar("T")
_ACCEPT = {
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
    "sitemap": "application/xml, text/xml, text/plain;q=0.9, */*;q=0.1",
}
_MOST_NESTED = (10_000, 100, 10, 0)
"""Maximum number of sitemaps requested of an index, by depth of nesting."""
_A_PAGE = 100
"""Approximate links per section page, so that links of the next page rank after them."""
_LATE = 600
"""Seconds after which articles may have moved to the next page of a section since the first was read."""


class ListSpider(ArticleSpider):
    """Callbacks for the lists of sources; a subclass chooses the sources and requests the articles."""

    @abstractmethod
    def find_source(self, response: Response, source_name: str) -> Source | None:
        """Return the source of a list; report a failure if there is none."""

    @abstractmethod
    def article_requests(self, links: Iterable[Link], source: Source, place: int = 0) -> Iterator[Request]:
        """Yield a request for each link that is an article of the source; ``place`` is that of the first link."""

    @abstractmethod
    def reader_version(self, source: Source) -> str:
        """Return a key of everything that decides which links are followed; if it changes, lists are read again."""

    @abstractmethod
    def known_urls(self, source: Source) -> list[str]:
        """Return article URLs of a source that feeds and sitemaps list; section links are compared to them."""

    def list_request(
        self, source: Source, endpoint: Listing, priority: int, meta: Mapping[str, Any] | None = None, **more: Any
    ) -> Request:
        """Return a request for a list, made once in each run; one of a known version, once per version."""
        return Request(
            endpoint.url,
            getattr(self, f"parse_{endpoint.kind}"),
            errback=self.fail,
            priority=priority,
            dont_filter=True,
            headers={"Accept": _ACCEPT[endpoint.kind]} if endpoint.kind in _ACCEPT else {},
            meta={READER: self.reader_version(source), **(meta or {})},
            cb_kwargs={"source_name": source.name, **more},
        )

    async def parse_feed(self, response: Response, source_name: str = "") -> AsyncIterator[Request]:
        """Yield requests for the articles of a feed."""
        source, place = self.find_source(response, source_name), -1
        if source is None:
            return
        async for place, link in self._read(response, read_feed):
            for request in self.article_requests([link], source, place):
                yield request
        if place < 0 and form_of(response.body) == "none":
            self._report_no_list(response)

    async def _read(
        self, response: Response, function: Callable[..., Iterable[T]], *more: Any
    ) -> AsyncIterator[tuple[int, T]]:
        """Yield the numbered results of a function on a list; if the run ends meanwhile, the list counts as unread."""
        place = 0
        stopped = partial(self._stopped, response)
        async for value in list_values(self.crawler, response, function, *more, stopped=stopped):
            yield place, value
            place += 1

    def _stopped(self, response: Response, error: Interrupted | TooLong) -> None:
        if isinstance(error, TooLong):
            self.report_failure(error.failure(first_url(response)))
        else:
            self._run.leave(response)

    def _report_no_list(self, response: Response) -> None:
        """Report a response that is not a list, such as an outage page; the list will be requested again."""
        first = first_url(response)
        self.report_failure(Failure(first, "empty", f"{first} holds neither a feed nor a sitemap."))

    async def parse_sitemap(
        self, response: Response, source_name: str = "", depth: int = 0, above: Sequence[str] = ()
    ) -> AsyncIterator[Request]:
        """Yield requests for the articles of a sitemap, or for nested sitemaps, except those ``above`` it (loops)."""
        source = self.find_source(response, source_name)
        body = hashlib.blake2b(response.body, digest_size=16).hexdigest()
        if source is None or body in above:
            return
        place = -1
        async for place, entry in self._read(response, sitemap_entries):
            found: Iterable[Request] = ()
            if isinstance(entry, Link):
                found = self.article_requests([entry], source, place)
            elif place < _MOST_NESTED[depth] and holds_articles(entry.url):
                found = self._nested_requests(source, entry, place, depth=depth + 1, above=[*above, body])
            for request in found:
                yield request
        if place < 0 and form_of(response.body) == "none":
            self._report_no_list(response)

    def _nested_requests(self, source: Source, entry: Nested, place: int, **more: Any) -> Iterator[Request]:
        """Yield a request for a sitemap of an index, unless it is older than wanted."""
        changed, now = to_time(entry.last_modified), time.time()
        if not self.budget.limits.of(source).is_too_old(changed, now):
            priority = urgency_of_list(changed, place, now)
            stable = stable_from(entry.last_modified)
            meta = {} if stable is None else {VERSION: entry.last_modified, STABLE_FROM: stable}
            yield self.list_request(source, Listing("sitemap", entry.url), priority, meta, **more)

    async def parse_section(
        self, response: Response, source_name: str = "", depth: int = 0, began: int = 0
    ) -> AsyncIterator[Request]:
        """Yield requests for the articles of a section page, and for the next page while this one has new articles.

        ``began`` is the time at which the first page was read. If that is long ago, articles may have moved from page
        to page since, so all following pages are read.
        """
        source = self.find_source(response, source_name)
        if source is None:
            return
        known = self.known_urls(source)
        read = self._read(response, section_entries, flat_headers(response), known, source.article_urls)
        entries = [entry async for _, entry in read]
        links, now = [entry for entry in entries if isinstance(entry, Link)], self._run.now()
        goes_on = depth + 1 < source.pages and (self._any_new(links) or (began and now - began > _LATE))
        onward = next((entry for entry in entries if isinstance(entry, str)), None)
        if onward and goes_on:  # before the articles: once these are known, nothing here is new
            began = began or now
            more = {"depth": depth + 1, "began": began}
            yield self.list_request(
                source, Listing("section", onward), now // 60 - depth, {VERSION: str(began)}, **more
            )
        for request in self.article_requests(links, source, depth * _A_PAGE):
            yield request

    def _any_new(self, links: Iterable[Link]) -> bool:
        """Return whether any of the links was never requested."""
        keys = {to_key(of_article(link.url)) for link in links}
        return keys != self._run.ledger.seen(keys)

    @cached_property
    def _run(self) -> LedgerRun:
        found = self.crawler.get_extension(LedgerRun)
        assert found, "EXTENSIONS lacks crawler.ledger.run.LedgerRun"
        return found

    @cached_property
    def budget(self) -> Budget:
        """The limits of the crawl, by source."""
        found = self.crawler.get_extension(Budget)
        assert found, "EXTENSIONS lacks crawler.extensions.budget.Budget"
        return found


def first_url(response: Response) -> str:
    """Return the URL of a list before redirects."""
    assert response.request
    return str(response.meta.get("redirect_urls", [response.request.url])[0])
