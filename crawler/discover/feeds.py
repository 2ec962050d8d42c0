"""Read RSS, Atom and JSON Feed as links with hints about each article.

https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/version/1.1/,
https://www.rssboard.org/media-rss
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

import feedparser  # type: ignore[import-untyped]

from crawler.discover.decompress import unpack
from crawler.discover.encoding import to_text
from crawler.discover.feed_dates import feed_date
from crawler.discover.hints import bounded, text
from crawler.discover.json_feed import read_json_feed
from crawler.discover.link import Link
from crawler.discover.media_rss import read_media
from crawler.discover.sanitize_feed import is_broken, sanitize_feed
from crawler.normalize.request_urls import join

MOST_ENTRIES = 2_000
_DECLARATION = re.compile(rb"^(?:\s*<\?[^>]{0,200}>)?")
_MOST_BYTES = 50_000_000
"""Most decompressed bytes of a gzipped feed."""


def read_feed(data: bytes, url: str, most: int = MOST_ENTRIES) -> list[Link]:
    """Return at most ``most`` links of a feed, in its order; a broken feed is read as far as possible.

    Hints: headline, date_published, date_modified, authors (names), in_language, keywords, images.
    """
    plain = unpack(BytesIO(data), _MOST_BYTES).read()
    entries = _json_entries(to_text(plain), most) if is_json(plain) else _xml_entries(plain, most)
    links = (_link(addresses, hints, url) for addresses, hints in entries)
    return list(islice((link for link in links if link), most))


def is_json(data: bytes) -> bool:
    """Return whether a list is JSON, by its first character."""
    return to_text(data[:64], "latin-1").lstrip("\ufeff \t\r\n").startswith("{")


def _link(addresses: Iterable[Any], hints: dict[str, Any], base: str) -> Link | None:
    """Return a link to the first valid URL; None if there is none."""
    url = next((found for address in addresses if (found := join(base, address)) and found != base), None)
    return Link(url, "feed", bounded(hints, base)) if url else None


def _xml_entries(data: bytes, most: int) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    data = sanitize_feed(data, most)
    feed = _parsed(data)
    language = text(feed.feed.get("language"))
    media = read_media(data)
    for place, entry in enumerate(feed.entries):
        images = media[place] if place < len(media) else []
        yield _addresses(entry, language or ""), {**_xml_hints(entry, language), "images": images}


def _parsed(data: bytes) -> Any:
    """Parse a feed with feedparser; a broken one at once with its lenient parser, which it would otherwise use late."""
    forgiven = _DECLARATION.sub(rb"\g<0>&", data, count=1)  # it is not XML
    try:
        return _feedparser(forgiven if is_broken(data) else data)
    except Exception:
        try:
            return _feedparser(forgiven)
        except Exception:
            return feedparser.FeedParserDict(feed={}, entries=[])


def _feedparser(data: bytes) -> Any:
    # As a stream: feedparser takes bytes for the name of a file, and opens that.
    # Titles are plain texts here, so the sanitizer and URL resolver of feedparser are not needed.
    return feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _addresses(entry: Any, language: str) -> list[Any]:
    """Return candidates for the URL of an entry: the page in the feed's language before its translations."""
    alternates = [link for link in entry.get("links", []) if link.get("rel", "alternate") == "alternate"]
    alternates.sort(key=lambda link: (link.get("hreflang") or language) != language)
    identity = entry.get("id") or ""
    permalink = identity if entry.get("guidislink") or identity.startswith(("http://", "https://")) else None
    return [entry.get("feedburner_origlink"), *(link.get("href") for link in alternates), permalink]


def _xml_hints(entry: Any, language: str | None) -> dict[str, Any]:
    own = text(entry.get("language")) or language
    return {
        "headline": entry.get("title"),
        "date_published": feed_date(dict.get(entry, "published"), own),
        "date_modified": feed_date(dict.get(entry, "updated"), own),  # feedparser's own get falls back to published
        "authors": [a.get("name") for a in entry.get("authors", [])],
        "in_language": own,
        "keywords": [t.get("term") for t in entry.get("tags", [])],
    }


def _json_entries(data: str, most: int) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    for item in read_json_feed(data, most):
        yield [item.get("url"), item.get("external_url"), item.get("id")], _json_hints(item)


def _json_hints(item: dict[str, Any]) -> dict[str, Any]:
    authors, own = item.get("authors") or item.get("author"), text(item.get("language"))
    several = authors if isinstance(authors, list) else [authors]
    return {
        "headline": item.get("title"),
        "date_published": feed_date(item.get("date_published"), own),
        "date_modified": feed_date(item.get("date_modified"), own),
        "authors": [a.get("name") if isinstance(a, dict) else a for a in several],
        "in_language": own,
        "keywords": item.get("tags"),
        "images": [{"url": item.get("image")}],
    }
