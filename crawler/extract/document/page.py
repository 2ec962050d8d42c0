"""A parsed page, the input of every reader. Each page is parsed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from lxml import etree, html

from crawler.extract.document.decode import decode, is_utf8, may_be_utf8
from crawler.extract.document.structured import Structured
from crawler.normalize.request_urls import join
from crawler.normalize.urls import split

# huge_tree lifts libxml2's depth limit of 256, which real pages exceed; page size is limited at download.
# etree's parser instead of lxml.html's: its elements lack some methods, but cost no call into Python each.
# collect_ids=False: no reader looks up elements by id, and collecting them costs time at parse and at release.
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
_MAX_ERRORS = 100
"""Number of errors after which libxml2 records no more (XML_MAX_ERRORS)."""
_TAGGED = ("script", "meta", "link", "title", "base", "a", "h1", "footer", "article", "main", "img", "amp-img", "image")


@dataclass
class Page:
    """A parsed page with its URL and headers; the only input of the readers."""

    root: html.HtmlElement
    """Root of the tree, never None; an empty page has an empty ``html`` element."""
    url: str
    """URL after redirects."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, with lower-case names."""
    date_downloaded: str = ""
    """ISO 8601 time in UTC."""

    @cached_property
    def base_url(self) -> str:
        """The URL against which relative URLs are resolved."""
        hrefs = (str(base.get("href") or "") for base in self.tagged["base"] if _is_in_head(base))
        return join(self.url, next(filter(None, hrefs), "")) or self.url

    @cached_property
    def host(self) -> str | None:
        """The host of its URL."""
        return split(self.url).hostname

    @cached_property
    def tagged(self) -> dict[str, list[html.HtmlElement]]:
        """Elements that readers use, by tag, in document order. They are collected in one pass, since a pass costs a
        twelfth of the parse. ``main`` includes ``article``, ``img`` includes ``amp-img``. An ``image`` outside drawings
        becomes an ``img``, as in browsers (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody)."""
        found: dict[str, list[html.HtmlElement]] = {tag: [] for tag in _TAGGED}
        found["article"], found["amp-img"] = found["main"], found["img"]
        for element in self.root.iter(*_TAGGED):
            if element.tag == "image" and not _is_drawn(element):
                element.tag = "img"
            found[element.tag].append(element)
        return found

    @cached_property
    def main(self) -> html.HtmlElement | None:
        """The first ``article`` or ``main``."""
        return next(iter(self.tagged["main"]), None)

    def clear_cache(self) -> None:
        """Clear the cached properties after a change of the tree."""
        for name in ("tagged", "main", "data"):
            self.__dict__.pop(name, None)

    @cached_property
    def data(self) -> Structured:
        """The machine-readable data of the page: JSON-LD, meta elements, microdata."""
        return Structured(self.root, self.url, self.tagged)


def parse(text: str | bytes, url: str, headers: Mapping[str, str] | None = None, date_downloaded: str = "") -> Page:
    """Parse a page from a str, or from its bytes as received. Never raises: non-HTML gives an empty tree."""
    headers = headers or {}
    root = _root(text, headers.get("content-type", ""))
    found = root if root is not None else etree.Element("html")
    _adopt_siblings(found)
    return Page(cast("html.HtmlElement", found), url, headers, date_downloaded)


def _root(text: str | bytes, content_type: str) -> etree._Element | None:
    """Return the tree of a page, parsed as UTF-8 first: the parser's errors show whether it is, without decoding."""
    if isinstance(text, bytes):
        if may_be_utf8(text):
            root = _tree(text)
            if _was_utf8(text):
                return root
        text = decode(text, content_type)
    return _tree(text.encode("utf-8", "replace") if isinstance(text, str) else text)


def _was_utf8(data: bytes) -> bool:
    """Return whether the page parsed last is UTF-8, by the parser's errors."""
    errors = _PARSER.error_log
    if any(error.type == etree.ErrorTypes.ERR_INVALID_ENCODING for error in errors):
        return False
    return len(errors) < _MAX_ERRORS or is_utf8(data)


def _tree(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data.replace(b"\0", b""), _PARSER) if data and not data.isspace() else None
    except (etree.LxmlError, ValueError):
        return None


def _is_in_head(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("head", "html")


def _is_drawn(element: html.HtmlElement) -> bool:
    return next(element.iterancestors("svg"), None) is not None


def _adopt_siblings(root: etree._Element) -> None:
    """Move elements after a premature ``</html>`` into the body; libxml2 makes them siblings of the root."""
    if root.getnext() is not None:
        body = root.find("body")
        (root if body is None else body).extend(list(root.itersiblings()))
