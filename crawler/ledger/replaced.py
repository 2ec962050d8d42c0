"""Whether the address of an article answers with something else: an error page, a wall, the home page, a list. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.discover.sections import is_marked
from crawler.extract.page_type.page_type import CHALLENGE, CONSENT, ERROR, NO_ARTICLE
from crawler.normalize.canonical import article_key, believable_canonical, has_slug_or_id, is_parent_path
from crawler.normalize.urls import split
from crawler.normalize.word_tables import squash

_SHORT = 600
"""Letters of a text up to which it may be a notice instead of the article."""
_PAGE = frozenset(("json-ld", "microdata", "opengraph", "meta", "dom", "embedded", "rule"))
"""Origins of what the page itself says."""
_FRONTS = frozenset(("", "index.html", "index.htm", "index.php", "home"))
_NAMING = frozenset(("feed", "news-sitemap"))
"""Lists whose titles are those of the articles."""
_LEAST = 12
"""Sequences of letters that a title must have to be compared by."""
_ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Replaced:
    """What stands in an article's place."""

    words: str
    """"the home page"; a noun phrase."""
    is_removed: bool = True
    """Whether the article is gone, as far as one look tells; of a wall it may be behind it is not known."""


_STAND_INS = {
    ERROR: Replaced("an error page"),
    CONSENT: Replaced("a page that asks for consent", is_removed=False),
    CHALLENGE: Replaced("a page that checks who asks for it", is_removed=False),
}


def replaced(record: Mapping[str, Any], asked: str, hints: Mapping[str, Any]) -> Replaced | None:
    """What a record is of instead of the article that was asked for; ``None`` where it is of that article.

    ``asked``: the address; ``hints``: what the list that named it said of it.
    """
    warning = no_article(record)
    if found := stand_in(record["warnings"]):
        return found
    away, final = article_key(record["url"]) != article_key(asked), split(record["url"])
    if away and final.path.strip("/") in _FRONTS and not final.query:
        return Replaced("the home page")
    if away and warning:
        return Replaced("a page that is no article")
    if _is_evident(record) or len(record["article_body"]) > _SHORT:
        return None
    if any(_is_vaguer(address, asked) for address in _claims(record)):
        return Replaced("a page that is no article")
    return Replaced("a page that has nothing of it") if _is_unlike(record, hints) else None


def stand_in(warnings: Iterable[str]) -> Replaced | None:
    """What a page with these warnings is where it stands in for whatever was asked for; ``None`` for other pages.

    >>> stand_in(["date_published: none found", "type: no article, an error page"])
    Replaced(words='an error page', is_removed=True)
    """
    return next((_STAND_INS[warning] for warning in warnings if warning in _STAND_INS), None)


def no_article(record: Mapping[str, Any]) -> str:
    """The warning that a page is no article by itself; empty where it is one."""
    return next((w for w in record["warnings"] if w.startswith(NO_ARTICLE)), "")


def _is_evident(record: Mapping[str, Any]) -> bool:
    """Whether the page itself shows what an article has: a date, an author, a statement of its type."""
    origins = record["provenance"]
    shown = (origins.get(name) in _PAGE for name in ("date_published", "authors") if record[name])
    return any(shown) or (origins.get("type") in _PAGE and record["type"].endswith(("Article", "Posting")))


def _claims(record: Mapping[str, Any]) -> list[str]:
    """The addresses that the page has after redirects, and by its own words where they are believed."""
    canonical = believable_canonical(record["url"], record["canonical_url"])
    return [record["url"], canonical] if canonical else [record["url"]]


def _is_vaguer(address: str, asked: str) -> bool:
    """Whether an address is another one and has less of an article's: it leads to it, or lacks its date and title."""
    if article_key(address) == article_key(asked):
        return False
    ours, theirs = split(asked), split(address)
    if is_parent_path(theirs.path, ours.path) and not theirs.query:
        return True
    return _tells(asked) and not _tells(address)


def _tells(url: str) -> bool:
    return is_marked(url) or has_slug_or_id(url)


def _is_unlike(record: Mapping[str, Any], hints: Mapping[str, Any]) -> bool:
    """Whether the page has next to nothing of the title that a list gives the article; in any language: sequences of
    three letters are compared."""
    title = _letters(str(hints.get("headline") or ""))
    if hints.get("origin") not in _NAMING or len(title) < _LEAST:
        return False
    return len(title & _letters(f"{record['headline'] or ''} {record['article_body']}")) < _ALIKE * len(title)


def _letters(text: str) -> set[str]:
    letters = "".join(c for c in squash(text) if not c.isdigit())
    return {letters[i : i + 3] for i in range(len(letters) - 2)}
