"""What a survey of a publisher found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.discover.lists import Form
from crawler.discover.sitemaps import Nested
from crawler.errors import Failure, Kind
from crawler.record.items import Link


@dataclass(slots=True, kw_only=True)
class _Answer:
    """What came of asking for something."""

    failure: str = ""
    """Why it gave nothing, a sentence."""
    reason: Kind | None = None
    """The kind of that failure."""
    warnings: list[str] = field(default_factory=list)
    """What looks wrong, a few words each."""

    def fail(self, failure: Failure) -> None:
        """Note why it gave nothing."""
        self.failure, self.reason = failure.message, failure.kind


@dataclass(slots=True)
class ListAnswer(_Answer):
    """A feed, a sitemap or a section page that was asked for."""

    kind: str
    """feed, news-sitemap, sitemap or section."""
    url: str
    found_in: str = ""
    """Where its address was found: home page, robots.txt, menu, by custom; empty if it is in a source file."""
    form: Form = "none"
    """What it is by its content; ``none`` for a page."""
    links: list[Link] = field(default_factory=list)
    """All links that it lists, of the newest of its sitemaps if it is an index."""
    articles: list[Link] = field(default_factory=list)
    """Those that are articles of the publisher."""
    nested: list[Nested] = field(default_factory=list)
    """The sitemaps of an index."""


@dataclass(slots=True)
class PageAnswer(_Answer):
    """An article that was fetched to see what its record holds."""

    url: str
    record: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Survey:
    """All that was found of a publisher."""

    name: str
    home: str
    lists: list[ListAnswer] = field(default_factory=list)
    pages: list[PageAnswer] = field(default_factory=list)
    publisher: str | None = None
    language: str | None = None
    delay: float | None = None
    """The crawl-delay of robots.txt."""

    def failures(self) -> Iterator[Kind]:
        """What went wrong: lists without articles are empty, but for those of a site that asks to be left alone."""
        for answer in self.lists:
            if answer.failure or not answer.articles:
                yield "busy" if answer.reason == "busy" else "empty"
        for page in self.pages:
            if page.reason == "busy":
                yield "busy"
