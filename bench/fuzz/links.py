"""What must hold of a link, whatever list it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from scrapy import Request

from crawler.discover.link import Link
from crawler.discover.listing_urls import articles
from crawler.discover.priority import published, urgency
from crawler.discover.sitemap_index import holds_articles
from crawler.discover.sitemaps import Nested
from crawler.extract.hints import from_hints
from crawler.normalize.canonical import article_key
from crawler.sources.source import Source

BASE = "https://daily.example/feeds/list.xml"
_SOURCE = Source("daily", "https://daily.example/")
_LISTS_OF_TEXTS = ("authors", "keywords")


def check_links(links: Iterable[Link | Nested]) -> None:
    """Raise where no request can be made of a link, or where its hints are not what they are called."""
    for place, link in enumerate(links):
        url = Request(link.url).url
        assert url.startswith(("http://", "https://")) and url.isprintable() and url.isascii(), repr(link.url)
        assert article_key(link.url)
        if isinstance(link, Nested):
            holds_articles(link.url)
        else:
            list(articles([link], _SOURCE))
            published(link), urgency(link, place, 1_800_000_000.0)
            _check_hints(link.hints)


def _check_hints(hints: dict[str, Any]) -> None:
    from_hints({**hints, "origin": "feed"})
    written = json.dumps(hints, ensure_ascii=False)
    written.encode()  # no lone surrogate, which no file can hold
    assert len(written) < 1_000_000, f"hints of {len(written)} letters"
    for name, value in hints.items():
        if name == "images":
            assert all(isinstance(text, str) for image in value for text in image.values()), repr(value)
            [Request(image["url"]) for image in value]
        elif name in _LISTS_OF_TEXTS:
            assert isinstance(value, list) and all(isinstance(text, str) for text in value), repr(value)
        else:
            assert isinstance(value, str) and not any(c < " " for c in value), repr(value)
