"""What a page says of its sort: in its data, its title, its address and the classes of its body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from crawler.extract.document.jsonld import Node, is_article, types
from crawler.extract.document.page import Page
from crawler.extract.page_type.phrases import contains_phrase, phrases
from crawler.normalize.urls import split
from crawler.normalize.word_tables import fold, squash

_WORD = re.compile(r"[^\s]+")
_TYPE_METAS = "pagetype page-type page_type page.type cxenseparse:pageclass content-type-name og:type".split()
_DATE_METAS = (
    "article:published_time og:article:published_time datepublished parsely-pub-date pubdate publishdate".split()
)
_SHORT = 50
_SLUG = re.compile(r"\d|[^/]{25}|\.|(?:[^/-]+-){2}")
"""What the address of an article has: a number, an ending, or a part of many letters or several words."""
_LISTS = frozenset(("CollectionPage", "SearchResultsPage"))


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """Statements of a page."""

    article: bool
    """That it is an article: an article of this address or title in JSON-LD, or a date of publication."""
    perhaps: bool
    """That it may be one: ``og:type``, which category pages have too."""
    declared: bool
    """That it is a list: in JSON-LD."""
    listing: str | None
    """That it is a list: CollectionPage or SearchResultsPage."""
    front: bool
    """That it is the front of its site: its address has no path."""
    section: bool
    """That its address is short: words without numbers, as those of sections are."""
    error: bool
    """That it is an error page."""
    consent: bool
    """That it asks for consent."""
    challenge: bool
    """That it checks who comes."""


def read_declared_type(page: Page) -> DeclaredType:
    """Read the statements of a page."""
    head = _head(page)
    classes = _classes(page)
    path = split(page.url).path.strip("/").casefold()
    og_type = (page.data.first("og:type") or "").casefold()
    return DeclaredType(
        article=_is_dated(page) or _is_here(page, page.data.article),
        perhaps=og_type.endswith("article"),
        declared=any(t in _LISTS for node in page.data.json_ld for t in types(node)),
        listing=_listing(page, head, classes),
        front=path in ("", "index.html", "index.php", "home") and not split(page.url).query,
        section=0 < len(path) < _SHORT and not _SLUG.search(path),
        error=_is_error(page, head, classes),
        consent=contains_phrase("consent", head) or "consent" in path,
        challenge=contains_phrase("challenge", head),
    )


def _head(page: Page) -> str:
    """Title and first headings in one text."""
    heads = [fold("".join(h.itertext())) for _, h in zip(range(2), page.root.iter("h1", "h2"), strict=False)]
    return " \n ".join([*page.data.titles[:2], *heads])[:600]


def _classes(page: Page) -> frozenset[str]:
    body = page.root.find("body")
    said = f"{page.root.get('class', '')} {body.get('class', '') if body is not None else ''}"
    return frozenset(_WORD.findall(said.casefold()[:2_000]))


def _is_dated(page: Page) -> bool:
    return any(name in page.data.meta for name in _DATE_METAS)


def _is_error(page: Page, head: str, classes: frozenset[str]) -> bool:
    status = page.data.first("prerender-status-code", "status") or ""
    said = status[:1] in ("4", "5") or not classes.isdisjoint(phrases("error_classes"))
    return said or contains_phrase("error", head) or contains_phrase("outage", head)


def _listing(page: Page, head: str, classes: frozenset[str]) -> str | None:
    declared = [t for node in page.data.json_ld for t in types(node) if t in _LISTS]
    if "SearchResultsPage" in declared or _is_search(page, head, classes):
        return "SearchResultsPage"
    metas = {squash(page.data.first(name) or "") for name in _TYPE_METAS}
    said = not metas.isdisjoint(_squashed("listing_types")) or not classes.isdisjoint(phrases("listing_classes"))
    parts = [part for part in split(page.url).path.casefold().split("/") if part]
    listed = any(part in phrases("listing_paths") for part in parts[-3:-1])  # "/tag/harbour", "/tag/harbour/2"
    return "CollectionPage" if declared or said or listed or _is_item_list(page) else None


def _squashed(name: str) -> frozenset[str]:
    return frozenset(squash(word) for word in phrases(name))


def _is_search(page: Page, head: str, classes: frozenset[str]) -> bool:
    parts = split(page.url)
    named = any(
        contains_phrase("search", part.replace("-", " ")) for part in parts.path.split("/")[-3:] if len(part) < 40
    )
    asked = any(key.casefold() in phrases("search_keys") for key, _ in parse_qsl(parts.query[:2_000])[:20])
    return "search-results" in classes or (
        asked and (named or not parts.path.strip("/") or contains_phrase("search", head))
    )


def _is_item_list(page: Page) -> bool:
    """Whether JSON-LD lists five or more pages."""
    lists = [node.get("itemListElement") for node in page.data.json_ld if "ItemList" in types(node)]
    return any(len([i for i in items[:50] if _is_item(i)]) >= 5 for items in lists if isinstance(items, list))


def _is_item(value: object) -> bool:
    return isinstance(value, dict) and ("url" in value or "item" in value)


def _is_here(page: Page, node: Node) -> bool:
    """Whether a node is this page's: by its address or its headline."""
    if not is_article(node):
        return False
    headline = squash(str(node.get("headline") or node.get("name") or ""))
    named = node.get("mainEntityOfPage")
    addresses = (node.get("url"), node.get("@id"), named.get("@id") if isinstance(named, dict) else named)
    path = split(page.url).path.rstrip("/")
    here = bool(path) and any(isinstance(a, str) and split(a).path.rstrip("/") == path for a in addresses)
    return here or (len(headline) > 5 and any(headline in squash(title) for title in page.data.titles))
