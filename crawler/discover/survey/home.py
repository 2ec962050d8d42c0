"""Read the home page of a publisher: its name, its language, and the URLs of its lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crawler.discover.listing_candidates import named_feeds, named_sections, named_sitemaps
from crawler.extract.document.page import parse
from crawler.extract.language import tag
from crawler.extract.publisher import read_publisher


@dataclass(slots=True)
class Home:
    """The content of a home page; lists are given by their URLs."""

    publisher: str | None
    language: str | None
    feeds: list[str]
    sitemaps: list[str]
    """Sitemaps, including those in robots.txt."""
    sections: list[str]


def read_home(body: bytes, url: str, headers: Mapping[str, str], robots: str) -> Iterator[Home]:
    """Yield the content of a home page, for :func:`crawler.workers.list_reader.values_of`."""
    page = parse(body, url, headers)
    yield Home(
        next((candidate.value for candidate in read_publisher(page)), None),
        tag(page.root.get("lang")),
        list(named_feeds(page)),
        list(named_sitemaps(page, robots)),
        list(named_sections(page)),
    )
