"""Breadcrumbs: the path of sections that leads to a page, innermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.document.jsonld import Node, types
from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.normalize.urls import split

_MAX_CRUMBS = 12
_MAX_CHARS = 80
_LONG = 30
"""Length above which the last breadcrumb is the article's title rather than a section, in characters."""
_SHORT = 40
_NAMED = re.compile(r"[ck]ategor|rubri|ressort|section[-_]*(?:name|label|link|title|tag)|article[-_]*section", re.I)


def read_breadcrumbs(page: Page) -> Iterator[str]:
    """Yield the names of the JSON-LD breadcrumbs, without the home page and the article itself."""
    trails = [n.get("itemListElement") for n in page.data.json_ld if "BreadcrumbList" in types(n)]
    entries = max((t for t in trails if isinstance(t, list)), key=len, default=[])
    crumbs = [_crumb(e) for e in sorted(entries[:_MAX_CRUMBS], key=_position) if isinstance(e, dict)]
    inner = [(name, path) for name, path in crumbs[1:] if name]
    if inner and (len(inner[-1][0]) > _LONG or _is_here(page, inner[-1][1])):
        inner.pop()
    yield from (name for name, _ in inner[::-1])


def visible_breadcrumbs(page: Page, marked: list[HtmlElement]) -> Iterator[str]:
    """Yield section names from elements near the headline whose class names breadcrumbs or a section."""
    for element in marked:
        names = f"{element.get('class')} {element.get('id')}"
        links = [element] if element.tag == "a" else element.iter("a")
        inner = [a for a in links if not _is_home(page, a) and not _is_here(page, _path(a.get("href")))]
        if "crumb" in names.lower():
            yield from (text_of(a, _MAX_CHARS) for a in inner[:_MAX_CRUMBS][::-1])
        elif _NAMED.search(names) and len(inner) == 1 and len(text := text_of(inner[0], _MAX_CHARS)) <= _SHORT:
            yield text


def _crumb(entry: Node) -> tuple[str, str]:
    """Return the name and the URL path of an entry."""
    item = entry.get("item")
    name = entry.get("name") or (item.get("name") if isinstance(item, dict) else None)
    address = (item.get("@id") or item.get("url")) if isinstance(item, dict) else item or entry.get("url")
    return name if isinstance(name, str) else "", _path(address)


def _position(entry: Any) -> float:
    """Return a sort key for entries in any order; positions are numbers or strings, entries without one come first."""
    position = str(entry.get("position", "")) if isinstance(entry, dict) else ""
    return float(position) if position.isdecimal() and len(position) < 4 else 0.0


def _path(address: Any) -> str:
    return split(address).path.rstrip("/") if isinstance(address, str) else ""


def _is_here(page: Page, path: str) -> bool:
    return bool(path) and path == split(page.url).path.rstrip("/")


def _is_home(page: Page, link: HtmlElement) -> bool:
    parts = split(link.get("href") or "")
    return parts.path in ("", "/") and parts.hostname in (None, page.host)
