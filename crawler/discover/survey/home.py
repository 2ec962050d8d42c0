"""What the home page of a publisher says of it and of where its articles are listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawler.discover.listing_candidates import named_feeds, named_sections, named_sitemaps
from crawler.extract.document.page import parse
from crawler.extract.language import tag
from crawler.extract.publisher import read_publisher


@dataclass(slots=True)
class Home:
    """What was read off a home page; the lists are addresses."""

    publisher: str | None
    language: str | None
    feeds: list[str]
    sitemaps: list[str]
    """Those of robots.txt as well."""
    sections: list[str]


def read_home(body: bytes, url: str, headers: Mapping[str, str], robots: str) -> Iterator[Home]:
    """The one value that a home page gives, for :func:`crawler.workers.list_reader.values_of`."""
    page = parse(body, url, headers)
    yield Home(
        next((candidate.value for candidate in read_publisher(page)), None),
        tag(page.root.get("lang")),
        list(named_feeds(page)),
        list(named_sitemaps(page, robots)),
        list(named_sections(page)),
    )
