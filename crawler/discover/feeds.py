"""RSS, Atom and JSON Feed → Links with what the feed says of each article.

https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/version/1.1/,
https://www.rssboard.org/media-rss
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]

from crawler.discover.harmless import harmless
from crawler.discover.hints import bounded
from crawler.discover.media_rss import read_media
from crawler.items import Link

MOST_ENTRIES = 2_000


def read_feed(data: bytes, url: str, most: int = MOST_ENTRIES) -> list[Link]:
    """The links of a feed, in its order, at most ``most``; broken XML is read as far as it goes.

    Hints: headline, date_published, date_modified, authors (names), in_language, keywords, images.
    """
    entries = _json_entries(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml_entries(data, most)
    links = (_link(address, hints, url) for address, hints in entries)
    return list(islice((link for link in links if link), most))


def _link(address: Any, hints: dict[str, Any], base: str) -> Link | None:
    try:
        absolute = urljoin(base, address.strip()) if isinstance(address, str) else ""
    except ValueError:
        return None
    if not absolute.startswith(("http://", "https://")):
        return None
    return Link(absolute, "feed", bounded(hints))


def _xml_entries(data: bytes, most: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    data = harmless(data, most)
    # As a stream: bytes alone feedparser takes for the name of a file, and opens that.
    # Titles are texts here, not pages, so the sanitizer and address resolver of feedparser are only cost.
    feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    language = feed.feed.get("language")
    media = read_media(data)
    for place, entry in enumerate(feed.entries):
        images = media[place] if place < len(media) else []
        yield entry.get("feedburner_origlink") or entry.get("link"), {**_xml_hints(entry, language), "images": images}


def _xml_hints(entry: Any, language: str | None) -> dict[str, Any]:
    return {
        "headline": entry.get("title"),
        "date_published": _iso(dict.get(entry, "published_parsed")),
        "date_modified": _iso(dict.get(entry, "updated_parsed")),  # feedparser's own get falls back to published
        "authors": [a["name"] for a in entry.get("authors", []) if a.get("name")],
        "in_language": language,
        "keywords": [t["term"] for t in entry.get("tags", []) if t.get("term")],
    }


def _iso(parsed: time.struct_time | None) -> str | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else None
    except (ValueError, OverflowError):
        return None


def _json_entries(data: bytes) -> Iterator[tuple[Any, dict[str, Any]]]:
    try:
        feed = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return
    items = feed.get("items")
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            yield item.get("url") or item.get("external_url") or item.get("id"), _json_hints(item, feed)


def _json_hints(item: dict[str, Any], feed: dict[str, Any]) -> dict[str, Any]:
    authors = item.get("authors") or [item.get("author")]
    image = item.get("image")
    return {
        "headline": item.get("title"),
        "date_published": item.get("date_published"),
        "date_modified": item.get("date_modified"),
        "authors": [a["name"] for a in authors if isinstance(a, dict) and a.get("name")],
        "in_language": item.get("language") or feed.get("language"),
        "keywords": item.get("tags"),
        "images": [{"url": image}] if isinstance(image, str) else [],
    }
