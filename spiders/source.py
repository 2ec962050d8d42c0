"""Publishers by their source files: ``scrapy crawl source -a name=example-daily -a sources=sources/``."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.discover.feeds import read_feed
from crawler.discover.listing_urls import Listing, articles, listings
from crawler.discover.lists import form_of
from crawler.discover.priority import published, to_time, urgency, urgency_of_list
from crawler.discover.sections import section_entries
from crawler.discover.sitemap_index import holds_articles, stable_from
from crawler.discover.sitemaps import Nested, sitemap_entries
from crawler.engine.fingerprint import of_article
from crawler.errors import Failure
from crawler.extensions.budget import Budget
from crawler.extract.site_rules.rule import Rule
from crawler.ledger.requests import READER, STABLE_FROM, VERSION, to_key
from crawler.ledger.revisit_times import REVISITS
from crawler.ledger.run import LedgerRun
from crawler.ledger.temporary_ledger import add_ledger, delete_temporary_ledger
from crawler.record.items import Link
from crawler.sources.schedule import interval
from crawler.sources.source import BadSource, Source, Sources, choose, load_sources
from crawler.version import version
from crawler.workers.async_iter import Interrupted
from crawler.workers.list_reader import TooLong
from spiders.base import ArticleSpider, flat_headers, list_values

T = TypeVar("T")
_LISTS_FIRST = 1 << 40
_ACCEPT = {
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.1",
    "sitemap": "application/xml, text/xml, text/plain;q=0.9, */*;q=0.1",
}
_MOST_NESTED = (10_000, 100, 10, 0)
"""Maximum number of sitemaps requested of an index, by depth of nesting."""
_MOST_KNOWN = 200
_A_PAGE = 100
"""Approximate links per section page, so that links of the next page rank after them."""
_LATE = 600
"""Seconds after which articles may have moved to the next page of a section since the first was read."""


class SourceSpider(ArticleSpider):
    """Requests the feeds, sitemaps and section pages of sources, and fetches the articles that they list."""

    name = "source"
    custom_settings = {  # noqa: RUF012 (Scrapy reads it so)
        "REQUEST_FINGERPRINTER_CLASS": "crawler.engine.fingerprint.ArticleFingerprinter",
        "DOWNLOAD_DELAY": 1.0,
        "CONCURRENT_REQUESTS": 32,
        "COPYDESK_BACKOFF": True,
        "COPYDESK_CRAWL_REPORT": "lines",
    }

    def __init__(self, name: str = "", sources: str = "sources", **kwargs: Any) -> None:
        """``name``: names separated by spaces or commas, empty for all; ``sources``: the folder of source files.

        Raises :class:`.BadSource` where there is no such folder, file or name.
        """
        super().__init__(**kwargs)
        self._folder, self._names = Path(sources), re.split(r"[\s,]+", name.strip()) if name.strip() else []
        self._known: dict[str, list[str]] = {}
        self._by_name: dict[str, Source] = {}
        try:
            self._load()
        except BadSource as error:
            print(error, file=sys.stderr)  # Scrapy buries it in a traceback, or says nothing
            raise

    def _load(self) -> None:
        if not self._folder.is_dir():
            raise BadSource(f"There is no folder {self._folder} of source files: give -a sources=FOLDER.")
        self.sources = choose(load_sources(self._folder), self._names)
        self._by_name |= {source.name: source for source in self.sources}  # responses of removed ones may still come

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Use a temporary ledger if none is set."""
        super().update_settings(settings)
        add_ledger(settings)

    def closed(self, reason: str) -> None:
        """Delete the temporary ledger."""
        delete_temporary_ledger(self.settings)

    def reload(self) -> None:
        """Reload the source files. Raises :class:`.BadSource`, and changes nothing, if one is invalid."""
        self._load()

    def times(self, source_name: str) -> dict[str, Any]:
        """Return when the lists and articles of a source are due."""
        source, again = self._by_name.get(source_name), self.settings.getbool("COPYDESK_REVISIT")
        if source is None:
            return {}
        revisits = REVISITS if source.revisits is None else [interval(f"every {age}") for age in source.revisits]
        return {"schedule": source.schedule, "timezone": source.timezone, "revisits": revisits if again else []}

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each list of each source."""
        for source in self.sources:
            for place, endpoint in enumerate(listings(source)):
                yield self._ask(source, endpoint, _LISTS_FIRST - place)

    def _ask(
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
            meta={READER: self._reader(source), **(meta or {})},
            cb_kwargs={"source_name": source.name, **more},
        )

    def _reader(self, source: Source) -> str:
        """Return a key of everything that decides which links are followed; if it changes, lists are read again."""
        age = self._budget.limits.of(source).age
        values = version(), source.home, source.article_urls, source.pages, age
        return hashlib.blake2b(repr(values).encode(), digest_size=6).hexdigest()

    async def parse_feed(self, response: Response, source_name: str = "") -> AsyncIterator[Request]:
        """Yield requests for the articles of a feed."""
        source, place = self._source_of(response, source_name), -1
        if source is None:
            return
        async for place, link in self._read(response, read_feed):
            for request in self._fetch([link], source, place):
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
            self.report_failure(error.failure(_first(response)))
        else:
            self._run.leave(response)

    def _report_no_list(self, response: Response) -> None:
        """Report a response that is not a list, such as an outage page; the list will be requested again."""
        first = _first(response)
        self.report_failure(Failure(first, "empty", f"{first} holds neither a feed nor a sitemap."))

    async def parse_sitemap(
        self, response: Response, source_name: str = "", depth: int = 0, above: Sequence[str] = ()
    ) -> AsyncIterator[Request]:
        """Yield requests for the articles of a sitemap, or for nested sitemaps, except those ``above`` it (loops)."""
        source = self._source_of(response, source_name)
        body = hashlib.blake2b(response.body, digest_size=16).hexdigest()
        if source is None or body in above:
            return
        place = -1
        async for place, entry in self._read(response, sitemap_entries):
            found: Iterable[Request] = ()
            if isinstance(entry, Link):
                found = self._fetch([entry], source, place)
            elif place < _MOST_NESTED[depth] and holds_articles(entry.url):
                found = self._ask_nested(source, entry, place, depth=depth + 1, above=[*above, body])
            for request in found:
                yield request
        if place < 0 and form_of(response.body) == "none":
            self._report_no_list(response)

    def _ask_nested(self, source: Source, entry: Nested, place: int, **more: Any) -> Iterator[Request]:
        """Yield a request for a sitemap of an index, unless it is older than wanted."""
        changed, now = to_time(entry.last_modified), time.time()
        if not self._budget.limits.of(source).is_too_old(changed, now):
            priority = urgency_of_list(changed, place, now)
            stable = stable_from(entry.last_modified)
            meta = {} if stable is None else {VERSION: entry.last_modified, STABLE_FROM: stable}
            yield self._ask(source, Listing("sitemap", entry.url), priority, meta, **more)

    async def parse_section(
        self, response: Response, source_name: str = "", depth: int = 0, began: int = 0
    ) -> AsyncIterator[Request]:
        """Yield requests for the articles of a section page, and for the next page while this one has new articles.

        ``began`` is the time at which the first page was read. If that is long ago, articles may have moved from page
        to page since, so all following pages are read.
        """
        source = self._source_of(response, source_name)
        if source is None:
            return
        known = list(self._known.get(source.name, ()))
        read = self._read(response, section_entries, flat_headers(response), known, source.article_urls)
        entries = [entry async for _, entry in read]
        links, now = [entry for entry in entries if isinstance(entry, Link)], self._run.now()
        goes_on = depth + 1 < source.pages and (self._any_new(links) or (began and now - began > _LATE))
        onward = next((entry for entry in entries if isinstance(entry, str)), None)
        if onward and goes_on:  # before the articles: once these are known, nothing here is new
            began = began or now
            more = {"depth": depth + 1, "began": began}
            yield self._ask(source, Listing("section", onward), now // 60 - depth, {VERSION: str(began)}, **more)
        for request in self._fetch(links, source, depth * _A_PAGE):
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

    def _fetch(self, links: Iterable[Link], source: Source, place: int = 0) -> Iterator[Request]:
        """Yield a request for each link that is an article of the source."""
        now, limits = time.time(), self._budget.limits.of(source)
        known = self._known.setdefault(source.name, [])
        for number, link in enumerate(articles(links, source), place):
            if limits.is_too_old(published(link), now):
                continue
            if len(known) < _MOST_KNOWN and link.discovered_via != "homepage":
                known.append(link.url)
            yield Request(
                link.url,
                self.parse_article,
                errback=self.fail,
                priority=urgency(link, number, now),
                cb_kwargs={
                    "requested_url": link.url,
                    "discovered_via": link.discovered_via,
                    "hints": {**link.hints, "origin": link.discovered_via},
                    "source_name": source.name,
                },
            )

    @cached_property
    def _budget(self) -> Budget:
        found = self.crawler.get_extension(Budget)
        assert found, "EXTENSIONS lacks crawler.extensions.budget.Budget"
        return found

    def wants(self, request: Request) -> bool:
        """Return whether a pending request is to be made in this run."""
        source = next((s for s in self.sources if s.name == request.cb_kwargs.get("source_name")), None)
        return source is not None and self._budget.allows(request, source)

    def source(self, request: Request) -> Source | None:
        """Return the source of a request."""
        return self._by_name.get(request.cb_kwargs.get("source_name", ""))

    def rule(self, url: str, source_name: str) -> Rule | None:
        """Return the site rules of a source."""
        source = self._by_name.get(source_name) or Sources(self.sources).find(url)
        return source.rules if source is not None else None

    def _source_of(self, response: Response, source_name: str) -> Source | None:
        """The source of a list: by name, or as in ``scrapy parse`` by its host, or the only one; else it is told."""
        found = self._by_name.get(source_name) or Sources(self.sources).find(response.url)
        if found is None and len(self.sources) == 1:
            found = self.sources[0]
        if found is None:
            known = ", ".join(source.name for source in self.sources) or "none"
            message = (
                f"{response.url} is a list of no known source: give -a name=NAME; of {self._folder}/ there is {known}."
            )
            self.report_failure(Failure(_first(response), "missing", message))
        return found


def _first(response: Response) -> str:
    """Return the URL of a list before redirects."""
    assert response.request
    return str(response.meta.get("redirect_urls", [response.request.url])[0])
