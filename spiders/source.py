"""Publishers by their source files: ``scrapy crawl source -a name=example-daily -a sources=sources/``."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.discover.link import Link
from crawler.discover.listing_urls import articles, listings
from crawler.discover.priority import published, urgency
from crawler.errors import Failure
from crawler.extract.site_rules.rule import Rule
from crawler.ledger.revisit_times import REVISITS
from crawler.ledger.temporary_ledger import add_ledger, delete_temporary_ledger
from crawler.sources.schedule import interval
from crawler.sources.source import BadSource, Source, Sources, active, choose, load_sources
from crawler.version import version
from spiders.lists import ListSpider, first_url

_LISTS_FIRST = 1 << 40
_MOST_KNOWN = 200


class SourceSpider(ListSpider):
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
        """Load the sources ``name`` (separated by spaces or commas; empty: all) from the folder ``sources``.

        Raises :class:`.BadSource` if there is no such folder, file or name, or if a file is invalid.
        """
        super().__init__(**kwargs)
        self._folder, self._names = Path(sources), re.split(r"[\s,]+", name.strip()) if name.strip() else []
        self._known: dict[str, list[str]] = {}
        self._by_name: dict[str, Source] = {}
        try:
            self._load()
        except BadSource as error:
            print(error, file=sys.stderr)  # Scrapy hides it in a traceback, or prints nothing
            raise

    def _load(self) -> None:
        if not self._folder.is_dir():
            raise BadSource(f"There is no folder {self._folder} of source files: give -a sources=FOLDER.")
        self.sources = active(choose(load_sources(self._folder), self._names))
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
                yield self.list_request(source, endpoint, _LISTS_FIRST - place)

    def reader_version(self, source: Source) -> str:
        """Return a key of everything that decides which links are followed; if it changes, lists are read again."""
        age = self.budget.limits.of(source).age
        values = version(), source.home, source.article_urls, source.pages, age
        return hashlib.blake2b(repr(values).encode(), digest_size=6).hexdigest()

    def article_requests(self, links: Iterable[Link], source: Source, place: int = 0) -> Iterator[Request]:
        """Yield a request for each link that is an article of the source."""
        now, limits = time.time(), self.budget.limits.of(source)
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

    def known_urls(self, source: Source) -> list[str]:
        """Return the first article URLs of a source in this run."""
        return list(self._known.get(source.name, ()))

    def wants(self, request: Request) -> bool:
        """Return whether a pending request is to be made in this run."""
        source = next((s for s in self.sources if s.name == request.cb_kwargs.get("source_name")), None)
        return source is not None and self.budget.allows(request, source)

    def source(self, request: Request) -> Source | None:
        """Return the source of a request."""
        return self._by_name.get(request.cb_kwargs.get("source_name", ""))

    def rule(self, url: str, source_name: str) -> Rule | None:
        """Return the site rules of a source."""
        source = self._by_name.get(source_name) or Sources(self.sources).find(url)
        return source.rules if source is not None else None

    def find_source(self, response: Response, source_name: str) -> Source | None:
        """Return the source of a list: by name, or as for ``scrapy parse`` by host, or the only one.

        If there is none, report a failure and return None.
        """
        found = self._by_name.get(source_name) or Sources(self.sources).find(response.url)
        if found is None and len(self.sources) == 1:
            found = self.sources[0]
        if found is None:
            known = ", ".join(source.name for source in self.sources) or "none"
            message = f"{response.url} belongs to no known source: give -a name=NAME; {self._folder}/ has: {known}."
            self.report_failure(Failure(first_url(response), "missing", message))
        return found
