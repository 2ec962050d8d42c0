"""Read sitemaps, indexes, news and image sitemaps as links, in constant memory.

https://www.sitemaps.org/protocol.html
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from lxml import etree

from crawler.discover.decompress import in_utf8, unpack
from crawler.discover.hints import bounded
from crawler.discover.link import Link
from crawler.discover.repair_xml import XmlRepairer
from crawler.normalize.request_urls import join

_NEWS = {"title": "headline", "publication_date": "date_published", "language": "in_language", "name": "publisher"}
_MOST_IMAGES = 50
_LONGEST_LINE = 8_192
_ADDRESS = re.compile(r"[\ufeff\s]*https?://", re.I)
_CHUNK = 65_536
_MOST_IN_AN_ENTRY = 20_000
"""Most elements of an entry; an image sitemap may have 1,000 images per page, with five elements each."""
_TAGS = ("{*}url", "{*}sitemap", "{*}urlset", "{*}sitemapindex")


@dataclass(frozen=True, slots=True)
class Nested:
    """A sitemap in an index."""

    url: str
    last_modified: str | None = None


def read_sitemap(stream: IO[bytes], url: str, most: int = 50_000) -> Iterator[Link | Nested]:
    """Yield at most ``most`` entries of a sitemap or an index; broken XML is read as far as possible.

    ``stream``: XML, or text with one URL per line; it may be gzipped.
    """
    plain, encoding = in_utf8(unpack(stream))
    first = plain.peek().lstrip(b"\xef\xbb\xbf \t\r\n")
    entries = _xml(plain, url, encoding) if first.startswith(b"<") else _lines(plain, url)
    for count, entry in enumerate(entries):
        if count == most:
            return
        yield entry


def sitemap_entries(data: bytes, url: str) -> Iterator[Link | Nested]:
    """Yield the entries of a sitemap or an index, given by its body."""
    return read_sitemap(io.BytesIO(data), url)


def _lines(stream: io.BufferedReader, base: str) -> Iterator[Link]:
    text = io.TextIOWrapper(stream, "utf-8", "replace")  # universal line ends
    for line in iter(lambda: text.readline(_LONGEST_LINE), ""):  # a line may be as long as the file
        if len(line) < _LONGEST_LINE and _ADDRESS.match(line) and (url := join(base, line.strip("\ufeff \n"))):
            yield Link(url, "sitemap")


def _xml(stream: IO[bytes], url: str, encoding: str | None) -> Iterator[Link | Nested]:
    with suppress(etree.XMLSyntaxError):
        for element in _elements(stream, encoding):
            if entry := _entry(element, url):
                yield entry


def _elements(stream: IO[bytes], encoding: str | None) -> Iterator[Any]:
    """Yield entries as they end; everything that has been read is discarded."""
    events: Any = ("start", "end")
    chosen: Any = {"tag": _TAGS, "encoding": encoding, "recover": True, "remove_comments": True}
    parser: Any = etree.XMLPullParser(events, resolve_entities=False, no_network=True, **chosen)
    root = None
    for chunk in _mended(stream):
        parser.feed(chunk)
        for event, element in parser.read_events():
            root = element.getroottree().getroot() if root is None else root
            if event == "end" and element is not root:
                yield element
                element.clear()
        if root is None:  # no sitemap has a prologue as long as a chunk
            return
        del root[:-1]
        if _is_swollen(root):
            return
    parser.close()
    if not _cut_off(parser):
        yield from (element for event, element in parser.read_events() if event == "end" and element is not root)


def _mended(stream: IO[bytes]) -> Iterator[bytes]:
    repairer, chunk = XmlRepairer(), stream.read(_CHUNK)
    while chunk:
        following = stream.read(_CHUNK)
        yield repairer.feed(chunk) + (b"" if following else repairer.close())
        chunk = following


def _is_swollen(root: Any) -> bool:
    """Return whether the open elements contain more than an entry may."""
    while len(root):
        if len(root) > _MOST_IN_AN_ENTRY:
            return True
        root = root[-1]
    return False


def _cut_off(parser: Any) -> bool:
    """Return whether the file is truncated, so that its last URL may be incomplete."""
    return any(error.type == etree.ErrorTypes.ERR_TAG_NOT_FINISHED for error in parser.feed_error_log)


def _entry(element: Any, base: str) -> Link | Nested | None:
    address = join(base, _text(element, "{*}loc"))
    if address is None:
        return None
    modified = _text(element, "{*}lastmod")
    if element.tag.endswith("sitemap"):
        return Nested(address, modified)
    news = element.find("{*}news")
    hints = bounded(_hints(element, news, modified), base)
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
