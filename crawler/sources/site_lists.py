"""Lists of publishers as people have them: OPML of a feed reader, CSV with home pages, a URL per line. Pure."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin

from lxml import etree

from crawler.normalize.request_urls import to_url
from crawler.sources.site import Site, merge, to_home

_DELIMITERS = "\t;,"
_HOMES = ("home", "homepage", "home_page", "url", "website", "site", "link", "address", "domain", "host", "htmlurl")
_FEEDS = ("feed", "feeds", "rss", "feed_url", "rss_url", "xmlurl")
_TITLES = ("publisher", "title", "name", "text")
"""Column names in lower case, the most likely first."""


class BadList(ValueError):
    """No publishers can be read from a list; the message is the end of a sentence about the file."""


def read_sites(data: bytes) -> list[Site]:
    """Return the publishers in a list, each once and in order; ``is_valid`` is false for entries that are not URLs.

    :raises BadList: if it is not a list of publishers.
    """
    text = _text(data)
    if text.lstrip().startswith("<"):
        found = list(_opml(text))
    else:
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        found = list(_table(lines))
    if not found:
        raise BadList("names no publishers")
    return merge(found)


def _text(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise BadList("is neither OPML nor CSV nor a list of URLs")
    return text


def _opml(text: str) -> Iterator[Site]:
    """Outlines with feeds, and those with a page only; groups of them have neither."""
    if "<!ENTITY" in text:
        raise BadList("declares XML entities, which no list of feeds needs")
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    tree = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser)
    if tree is None or etree.QName(tree).localname.lower() != "opml":
        raise BadList("is XML, but no OPML")
    for outline in tree.iter("outline"):
        said = {str(key).lower(): str(value).strip() for key, value in outline.attrib.items()}
        feed, page = said.get("xmlurl", ""), said.get("htmlurl", "") or said.get("url", "")
        if feed or page:
            yield _site(page or urljoin(feed, "/"), [feed], said.get("title") or said.get("text", ""))


def _table(lines: Sequence[str]) -> Iterator[Site]:
    """Yield the rows of CSV, with or without column names; a list of URLs has one column."""
    if not lines:
        return
    delimiter = max(_DELIMITERS, key=lines[0].count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
    heads = [cell.lower().replace(" ", "_") for cell in rows[0]]
    named = any(head in names for head in heads for names in (_HOMES, _FEEDS, _TITLES))
    if any(map(to_home, rows[0])) or (len(heads) == 1 and not named):
        heads = []
    home = _column(heads, _HOMES)
    if heads and home is None and not any(to_home(cell) for row in rows for cell in row):
        raise BadList(f"has no column of URLs, but {', '.join(rows[0])}")
    feed, title = _column(heads, _FEEDS), _column(heads, _TITLES)
    for row in rows[1:] if heads else rows:
        if any(row):
            named_feed = _cell(row, feed)
            page = _home(row, home, feed) or (urljoin(named_feed, "/") if named_feed else "")
            yield _site(page, [named_feed], _cell(row, title))


def _home(row: Sequence[str], home: int | None, feed: int | None) -> str:
    """Return the cell with the home page: that of its column, or the first that may be one."""
    if home is not None:
        return _cell(row, home)
    cells = [cell for place, cell in enumerate(row) if place != feed]
    return next(filter(to_home, cells), "" if feed is not None else row[0])


def _column(heads: Sequence[str], names: Iterable[str]) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _site(home: str, feeds: Iterable[str], title: str) -> Site:
    url = to_home(home)
    valid = tuple(found for feed in feeds if feed and (found := to_url(feed)))
    return Site(url or home, valid, " ".join(title.split()), url is not None)
