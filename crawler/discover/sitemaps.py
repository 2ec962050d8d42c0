"""Sitemaps, indexes, news and image sitemaps → Links, in flat memory whatever their size.

https://www.sitemaps.org/protocol.html
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urljoin

from lxml import etree

from crawler.discover.unpack import unpack
from crawler.items import Link

_NEWS = {"title": "headline", "publication_date": "date_published", "language": "in_language", "name": "publisher"}
_MOST_IMAGES = 50


@dataclass(frozen=True, slots=True)
class Nested:
    """A sitemap that an index names."""

    url: str
    last_modified: str | None = None


def read_sitemap(stream: IO[bytes], url: str, most: int = 50_000) -> Iterator[Link | Nested]:
    """What a sitemap or an index holds, at most ``most`` entries; broken XML is read as far as it goes.

    ``stream`` may be gzipped whatever its name, XML, or text with an address on each line.
    """
    plain = unpack(stream)
    first = plain.peek(512)[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    entries = _xml(plain, url) if first.startswith(b"<") else _lines(plain, url)
    for count, entry in enumerate(entries):
        if count == most:
            return
        yield entry


def _lines(stream: IO[bytes], url: str) -> Iterator[Link]:
    for line in stream:
        text = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if text.startswith(("http://", "https://")):
            yield Link(text, "sitemap")


def _xml(stream: IO[bytes], url: str) -> Iterator[Link | Nested]:
    events = etree.iterparse(
        stream, tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True, recover=True, huge_tree=True
    )
    held: Link | Nested | None = None
    try:
        for _, element in events:
            if held:
                yield held
            held = _entry(element, url)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError:
        return
    if held and not _cut_off(events):
        yield held


def _cut_off(events: Any) -> bool:
    """Whether the file ends too early; its last address may then be half an address."""
    return any(error.type == etree.ErrorTypes.ERR_TAG_NOT_FINISHED for error in events.error_log)


def _entry(element: Any, base: str) -> Link | Nested | None:
    address = _text(element, "{*}loc")
    try:
        address = urljoin(base, address) if address else None
    except ValueError:
        return None
    if not address or not address.startswith(("http://", "https://")):
        return None
    modified = _text(element, "{*}lastmod")
    if element.tag.endswith("sitemap"):
        return Nested(address, modified)
    news = element.find("{*}news")
    hints = _hints(element, news, modified)
    return Link(address, "sitemap" if news is None else "news-sitemap", hints)


def _hints(element: Any, news: Any, modified: str | None) -> dict[str, Any]:
    hints: dict[str, Any] = {"date_modified": modified} if modified else {}
    if news is not None:
        found = {field: _text(news, f".//{{*}}{tag}") for tag, field in _NEWS.items()}
        hints |= {field: value for field, value in found.items() if value}
        keywords = [word.strip() for word in (_text(news, "{*}keywords") or "").split(",")]
        hints |= {"keywords": [w for w in keywords if w]} if any(keywords) else {}
    images = [i for image in element.findall("{*}image")[:_MOST_IMAGES] if (i := _image(image))]
    return hints | ({"images": images} if images else {})


def _image(element: Any) -> dict[str, str] | None:
    found = {"url": _text(element, "{*}loc"), "caption": _text(element, "{*}caption")}
    return {k: v for k, v in found.items() if v} if found["url"] else None


def _text(element: Any, path: str) -> str | None:
    text = element.findtext(path)
    return " ".join(text.split()) or None if text else None
