"""A publisher that is to become a source, by its home page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from crawler.normalize.request_urls import to_url
from crawler.normalize.urls import split

_HOST = re.compile(r"[^\s/@:,;]+\.[^\s/@:,;.]{2,}\.?(:\d+)?(/\S*)?")


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher in a list."""

    home: str
    """URL of its home page; as it stands in the list if it is none."""
    feeds: tuple[str, ...] = ()
    """URLs of its feeds that the list names."""
    title: str = ""
    is_valid: bool = True
    """Whether ``home`` is a URL."""


def to_home(text: str) -> str | None:
    """Return the URL of a home page from an address or a host; None if it is neither.

    >>> to_home("www.daily.example"), to_home("http://daily.example/world"), to_home("The Daily")
    ('https://www.daily.example/', 'http://daily.example/world', None)
    """
    text = text.strip()
    if "://" not in text and not _HOST.fullmatch(text):
        return None
    url = to_url(text if "://" in text else f"https://{text}")
    return urljoin(url, "/") if url and not split(url).path else url


def to_site(text: str) -> Site:
    """Return the publisher with a home page; ``is_valid`` is false if it is none."""
    url = to_home(text)
    return Site(url or text, is_valid=url is not None)


def merge(sites: Iterable[Site]) -> list[Site]:
    """Join those with the same home page, with or without ``www.``.

    >>> merge([Site("https://a.example/", ("f",)), Site("https://www.a.example/", ("g",), "A")])
    [Site(home='https://a.example/', feeds=('f', 'g'), title='A', is_valid=True)]
    """
    found: dict[str, Site] = {}
    for site in sites:
        key = to_key(site.home)
        known = found.get(key, site)
        feeds = tuple(dict.fromkeys((*known.feeds, *site.feeds)))
        found[key] = replace(known, feeds=feeds, title=known.title or site.title)
    return list(found.values())


def to_key(home: str) -> str:
    """Return what home pages of one publisher have in common.

    >>> to_key("https://www.daily.example/"), to_key("http://Daily.example")
    ('daily.example', 'daily.example')
    """
    return re.sub(r"^https?://(www\.)?", "", home.lower()).rstrip("/")
