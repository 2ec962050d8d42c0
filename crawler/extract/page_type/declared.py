"""The page type that a page declares: in its data, title, URL and the classes of its body."""

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
"""What the path of an article contains: a digit, an extension, a long part or one of several words."""
_STATUS = re.compile(r"(?:^|[|·–—:-]\s|\n)\s*404\s*(?:$|[|·–—:.!-]|\n)")
"""A status that is a separate part of a title: "404 | Daily", but not "Flight 404"."""
_LISTS = frozenset(("CollectionPage", "SearchResultsPage"))


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """The declarations of a page, each as a flag."""

    article: bool
    """An article: JSON-LD has an article with this URL or title, or there is a date of publication."""
    perhaps: bool
    """Perhaps an article: ``og:type``, which category pages have as well."""
    declared: bool
    """A list, in JSON-LD."""
    listing: str | None
    """The type of list, CollectionPage or SearchResultsPage; None if it is not one."""
    front: bool
    """The front page of the site: its URL has no path."""
    section: bool
    """A section: its URL is short, of words without numbers."""
    error: bool
    """An error page."""
    consent: bool
    """A consent dialog."""
    challenge: bool
    """A bot check."""


def read_declared_type(page: Page) -> DeclaredType:
    """Read the declarations of a page."""
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
    """Return the title and the first headings as one text."""
    heads = [fold("".join(h.itertext())) for _, h in zip(range(2), page.root.iter("h1", "h2"), strict=False)]
    return " \n ".join([*page.data.titles[:2], *heads])[:600]


def _classes(page: Page) -> frozenset[str]:
    body = page.root.find("body")
    names = f"{page.root.get('class', '')} {body.get('class', '') if body is not None else ''}"
    return frozenset(_WORD.findall(names.casefold()[:2_000]))


def _is_dated(page: Page) -> bool:
    return any(name in page.data.meta for name in _DATE_METAS)


def _is_error(page: Page, head: str, classes: frozenset[str]) -> bool:
    status = page.data.first("prerender-status-code", "status") or ""
    names = status[:1] in ("4", "5") or not classes.isdisjoint(phrases("error_classes"))
    return names or bool(_STATUS.search(head)) or contains_phrase("error", head) or contains_phrase("outage", head)


def _listing(page: Page, head: str, classes: frozenset[str]) -> str | None:
    declared = [t for node in page.data.json_ld for t in types(node) if t in _LISTS]
    if "SearchResultsPage" in declared or _is_search(page, head, classes):
        return "SearchResultsPage"
    metas = {squash(page.data.first(name) or "") for name in _TYPE_METAS}
    names = not metas.isdisjoint(_squashed("listing_types")) or not classes.isdisjoint(phrases("listing_classes"))
    parts = [part for part in split(page.url).path.casefold().split("/") if part]
    listed = any(part in phrases("listing_paths") for part in parts[-3:-1])  # "/tag/harbour", "/tag/harbour/2"
    return "CollectionPage" if declared or names or listed or _is_item_list(page) else None


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
    """Return whether JSON-LD has a list of at least five pages."""
    lists = [node.get("itemListElement") for node in page.data.json_ld if "ItemList" in types(node)]
    return any(len([i for i in items[:50] if _is_item(i)]) >= 5 for items in lists if isinstance(items, list))


def _is_item(value: object) -> bool:
    return isinstance(value, dict) and ("url" in value or "item" in value)


def _is_here(page: Page, node: Node) -> bool:
    """Return whether a node describes this page: by its URL or headline."""
    if not is_article(node):
        return False
    headline = squash(str(node.get("headline") or node.get("name") or ""))
    named = node.get("mainEntityOfPage")
    addresses = (node.get("url"), node.get("@id"), named.get("@id") if isinstance(named, dict) else named)
    path = split(page.url).path.rstrip("/")
    here = bool(path) and any(isinstance(a, str) and split(a).path.rstrip("/") == path for a in addresses)
    return here or (len(headline) > 5 and any(headline in squash(title) for title in page.data.titles))
