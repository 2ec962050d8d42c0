"""The results of a survey of a publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.discover.link import Link
from crawler.discover.lists import Form
from crawler.discover.sitemaps import Nested
from crawler.errors import Failure, Kind


@dataclass(slots=True, kw_only=True)
class _Answer:
    """The result of a request."""

    failure: str = ""
    """Why it failed, as a sentence; empty if it did not."""
    reason: Kind | None = None
    """Kind of the failure."""
    warnings: list[str] = field(default_factory=list)
    """What looks wrong, in a few words each."""

    def fail(self, failure: Failure) -> None:
        """Store a failure."""
        self.failure, self.reason = failure.message, failure.kind


@dataclass(slots=True)
class ListAnswer(_Answer):
    """A feed, a sitemap or a section page that was requested."""

    kind: str
    """feed, news-sitemap, sitemap or section."""
    url: str
    found_in: str = ""
    """Where its URL was found: home page, robots.txt, menu, a common URL; empty if it is in a source file."""
    form: Form = "none"
    """The form of its content; ``none`` for a page."""
    links: list[Link] = field(default_factory=list)
    """All links that it lists; of an index, those of its newest sitemap."""
    articles: list[Link] = field(default_factory=list)
    """Those that are articles of the publisher."""
    nested: list[Nested] = field(default_factory=list)
    """The sitemaps of an index."""


@dataclass(slots=True)
class PageAnswer(_Answer):
    """An article that was fetched to inspect its record."""

    url: str
    record: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """All results for a publisher."""

    name: str
    home: str
    lists: list[ListAnswer] = field(default_factory=list)
    pages: list[PageAnswer] = field(default_factory=list)
    publisher: str | None = None
    language: str | None = None
    delay: float | None = None
    """The crawl-delay of robots.txt."""
    failure: Failure | None = None
    """Why its home page could not be fetched."""

    def failures(self) -> Iterator[Kind]:
        """Yield kinds of failure: lists without articles are empty, except those of a site that asked for a pause."""
        for answer in self.lists:
            if answer.failure or not answer.articles:
                yield "busy" if answer.reason == "busy" else "empty"
        for page in self.pages:
            if page.reason == "busy":
                yield "busy"
