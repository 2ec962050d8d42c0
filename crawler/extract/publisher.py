"""The publisher of the site, with all names that the page gives for it."""

from __future__ import annotations

import html
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.document.jsonld import text_value
from crawler.extract.document.page import Page
from crawler.normalize.word_tables import fold, squash


def read_publisher(page: Page) -> list[Candidate]:
    """Return the publisher of JSON-LD and microdata, the OpenGraph site name and the application name."""
    data = page.data
    found = [
        Candidate(name_of(data.resolve(_first(data.article.get("publisher")))), "json-ld"),
        Candidate(name_of(data.resolve(_first(data.web_page.get("publisher")))), "json-ld"),
        Candidate(data.item("publisher"), "microdata"),
        Candidate(data.first("og:site_name"), "opengraph"),
        Candidate(data.first("application-name", "dc.publisher", "publisher"), "meta"),
    ]
    return [c for c in found if c.value and "://" not in c.value]


def name_of(node: Any) -> str | None:
    """Return the name of a JSON-LD person or organization, given as a node or as text."""
    name = text_value(node)
    return fold(html.unescape(name)) or None if name else None


def outlet_keys(page: Page) -> frozenset[str]:
    """Return the keys (see ``squash``) of the site's own names, which are not authors."""
    host = (page.host or "").removeprefix("www.")
    titles = {squash(title) for title in page.data.titles}
    names = [c.value for c in read_publisher(page) if c.value] + page.data.meta.get("og:site_name", [])
    names = [name for name in names if squash(name) not in titles]  # some put the headline there
    labels = host.split(".")
    parts = [host, *labels[:-1], labels[-2] + labels[-1] if len(labels) > 1 else host]
    keys = {k for k in map(squash, (*names, *parts)) if len(k) > 2}
    return frozenset(keys | {f"the{k}" for k in keys}) - {"com", "org", "net", "blog", "news"}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
