"""Recognize and read lists: a feed, a sitemap, a sitemap index, or none of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from crawler.discover.decompress import in_utf8, unpack
from crawler.discover.feeds import read_feed
from crawler.discover.link import Link
from crawler.discover.sitemaps import Nested, read_sitemap

Form: TypeAlias = Literal["feed", "news-sitemap", "sitemap", "index", "none"]
_PROLOGUE = re.compile(rb"<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>|\s+", re.I | re.S)
_MOST_TO_ITEMS = 20_000_000
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
_FORMS: dict[bytes, Form] = {
    b"rss": "feed", b"rdf": "feed", b"feed": "feed", b"channel": "feed",
    b"urlset": "sitemap", b"sitemapindex": "sitemap",
}  # fmt: skip


@dataclass(slots=True)
class Listed:
    """The content of a list."""

    form: Form
    links: list[Link] = field(default_factory=list)
    nested: list[Nested] = field(default_factory=list)
    """The sitemaps of an index, those changed last first."""


def read_list(data: bytes, url: str) -> Listed:
    """Return the content of a list; ``none`` and empty if the body is not a list."""
    form = form_of(data)
    if form == "feed":
        return Listed(form, read_feed(data, url))
    if form == "none":
        return Listed(form)
    entries = list(read_sitemap(io.BytesIO(data), url))
    nested = [entry for entry in entries if isinstance(entry, Nested)]
    links = [entry for entry in entries if isinstance(entry, Link)]
    if nested:
        return Listed("index", links, sorted(nested, key=lambda n: n.last_modified or "", reverse=True))
    news = sum(link.discovered_via == "news-sitemap" for link in links) * 2 > len(links)
    return Listed("news-sitemap" if news else "sitemap", links)


def list_read(data: bytes, url: str) -> Iterator[Listed]:
    """Yield the value of :func:`read_list`, for :func:`crawler.workers.list_reader.values_of`."""
    yield read_list(data, url)


def form_of(data: bytes) -> Form:
    """Return the form of a list by its beginning.

    >>> form_of(b"<?xml version='1.0'?><urlset/>"), form_of(b"<!doctype html><title>Back soon</title>"), form_of(b"")
    ('sitemap', 'none', 'none')
    """
    stream, _ = in_utf8(unpack(io.BytesIO(data)))
    head = stream.peek().lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return "feed" if b'"items"' in stream.read(_MOST_TO_ITEMS) else "none"
    if head[:8].lower().startswith((b"http://", b"https://")):
        return "sitemap"
    position = 0
    while found := _PROLOGUE.match(head, position):
        position = found.end()
    root = _ROOT.match(head, position)
    return _FORMS.get(root[1].lower(), "none") if root else "none"
