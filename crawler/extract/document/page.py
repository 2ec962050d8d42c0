"""One parse of one page: what every reader reads from."""

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

# huge_tree lifts libxml2's depth limit of 256, which real pages pass; the size of a page is bounded at download.
# etree's parser and not lxml.html's, whose elements cost a call into Python each; they lack only its extra methods.
# Nobody asks for an element by its id, and to collect them costs a little at the parse and when the tree is freed.
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False)
_MOST_TOLD = 100
"""Errors of a page behind which libxml2 tells of no more (XML_MAX_ERRORS)."""
_TAGGED = ("script", "meta", "link", "title", "base", "a", "h1", "footer", "article", "main", "img", "amp-img")


@dataclass
class Page:
    """A parsed page with its address and headers; readers take nothing else."""

    root: html.HtmlElement
    """Root of the tree, never ``None``; an empty page has an empty ``html`` element."""
    url: str
    """Address after redirects."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Response headers, names in lower case."""
    date_downloaded: str = ""
    """ISO 8601 in UTC."""

    @cached_property
    def base_url(self) -> str:
        """What relative addresses resolve against."""
        said = (str(base.get("href") or "") for base in self.tagged["base"] if _is_in_head(base))
        return join(self.url, next(filter(None, said), "")) or self.url

    @cached_property
    def host(self) -> str | None:
        """The host of its address."""
        return split(self.url).hostname

    @cached_property
    def tagged(self) -> dict[str, list[html.HtmlElement]]:
        """Elements that readers ask for, by tag, in document order; found in one pass, of which each costs a twelfth of
        the parse. ``article`` and ``main`` are together below ``main``, ``img`` and ``amp-img`` below ``img``."""
        found: dict[str, list[html.HtmlElement]] = {tag: [] for tag in _TAGGED}
        found["article"], found["amp-img"] = found["main"], found["img"]
        for element in self.root.iter(*_TAGGED):
            found[element.tag].append(element)
        return found

    @cached_property
    def main(self) -> html.HtmlElement | None:
        """The first ``article`` or ``main``."""
        return next(iter(self.tagged["main"]), None)

    def forget(self) -> None:
        """Forget what was read of the tree, which has changed."""
        for name in ("tagged", "main", "data"):
            self.__dict__.pop(name, None)

    @cached_property
    def data(self) -> Structured:
        """What the page says of itself for machines: JSON-LD, meta elements, microdata."""
        return Structured(self.root, self.url, self.tagged)


def parse(text: str | bytes, url: str, headers: Mapping[str, str] | None = None, date_downloaded: str = "") -> Page:
    """Parse a page: ``text`` as str, or the bytes as they came. Never fails: what is no HTML gives an empty tree."""
    headers = headers or {}
    root = _root(text, headers.get("content-type", ""))
    found = root if root is not None else etree.Element("html")
    _join(found)
    return Page(cast("html.HtmlElement", found), url, headers, date_downloaded)


def _root(text: str | bytes, content_type: str) -> etree._Element | None:
    """The tree of a page, read as UTF-8 first: libxml2 sees as it parses what to decode all bytes would tell."""
    if isinstance(text, bytes):
        if may_be_utf8(text):
            root = _tree(text)
            if _was_utf8(text):
                return root
        text = decode(text, content_type)
    return _tree(text.encode("utf-8", "replace") if isinstance(text, str) else text)


def _was_utf8(data: bytes) -> bool:
    """Whether the page that was parsed last is UTF-8, by the errors that the parser has told."""
    told = _PARSER.error_log
    if any(error.type == etree.ErrorTypes.ERR_INVALID_ENCODING for error in told):
        return False
    return len(told) < _MOST_TOLD or is_utf8(data)


def _tree(data: bytes) -> etree._Element | None:
    try:
        return etree.fromstring(data.replace(b"\0", b""), _PARSER) if data and not data.isspace() else None
    except (etree.LxmlError, ValueError):
        return None


def _is_in_head(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in ("head", "html")


def _join(root: etree._Element) -> None:
    """Put what stands behind an ``</html>`` that comes too early where it belongs: it is parsed apart."""
    if root.getnext() is not None:
        body = root.find("body")
        (root if body is None else body).extend(list(root.itersiblings()))
