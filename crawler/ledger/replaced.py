"""Recognize responses that are not the requested article: an error page, a wall, the home page, a list. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crawler.discover.sections import is_marked
from crawler.extract.page_type.not_articles import CHALLENGE, CONSENT, ERROR, NO_ARTICLE
from crawler.normalize.canonical import article_key, believable_canonical, has_slug_or_id, is_parent_path
from crawler.normalize.urls import split
from crawler.normalize.word_tables import squash

_SHORT = 600
"""Most letters of a notice in place of the article."""
_PAGE = frozenset(("json-ld", "microdata", "opengraph", "meta", "dom", "embedded", "rule"))
"""Origins of values from the page itself."""
_FRONTS = frozenset(("", "index.html", "index.htm", "index.php", "home"))
_NAMING = frozenset(("feed", "news-sitemap"))
"""Lists whose titles are those of the articles."""
_LEAST = 12
"""Fewest letter sequences of a title that can be compared."""
_ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Replaced:
    """What stands in an article's place."""

    words: str
    """"the home page"; a noun phrase."""
    is_removed: bool = True
    """Whether the article seems removed; behind a wall it may still be there."""


_STAND_INS = {
    ERROR: Replaced("an error page"),
    CONSENT: Replaced("a page that asks for consent", is_removed=False),
    CHALLENGE: Replaced("a page that checks who asks for it", is_removed=False),
}


def replaced(record: Mapping[str, Any], asked: str, hints: Mapping[str, Any]) -> Replaced | None:
    """Return what a record describes in place of the requested article; None if it is that article.

    ``asked``: the requested URL; ``hints``: those of the list that named it.
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
    """Return what a page with these warnings is if a site may show it for any URL; None for other pages.

    >>> stand_in(["date_published: none found", "type: no article, an error page"])
    Replaced(words='an error page', is_removed=True)
    """
    return next((_STAND_INS[warning] for warning in warnings if warning in _STAND_INS), None)


def no_article(record: Mapping[str, Any]) -> str:
    """Return the warning that a page is not an article; empty if it is one."""
    return next((w for w in record["warnings"] if w.startswith(NO_ARTICLE)), "")


def _is_evident(record: Mapping[str, Any]) -> bool:
    """Return whether the page itself has a date, an author or a type, as articles do."""
    origins = record["provenance"]
    shown = (origins.get(name) in _PAGE for name in ("date_published", "authors") if record[name])
    return any(shown) or (origins.get("type") in _PAGE and record["type"].endswith(("Article", "Posting")))


def _claims(record: Mapping[str, Any]) -> list[str]:
    """Return the URL of the page after redirects, and its canonical URL if that is plausible."""
    canonical = believable_canonical(record["url"], record["canonical_url"])
    return [record["url"], canonical] if canonical else [record["url"]]


def _is_vaguer(address: str, asked: str) -> bool:
    """Return whether a URL is a different one with less of an article: a parent, or one without the date and title."""
    if article_key(address) == article_key(asked):
        return False
    ours, theirs = split(asked), split(address)
    if is_parent_path(theirs.path, ours.path) and not theirs.query:
        return True
    return _tells(asked) and not _tells(address)


def _tells(url: str) -> bool:
    return is_marked(url) or has_slug_or_id(url)


def _is_unlike(record: Mapping[str, Any], hints: Mapping[str, Any]) -> bool:
    """Return whether the page shares almost nothing with the title in the list, by sequences of three letters."""
    title = _letters(str(hints.get("headline") or ""))
    if hints.get("origin") not in _NAMING or len(title) < _LEAST:
        return False
    return len(title & _letters(f"{record['headline'] or ''} {record['article_body']}")) < _ALIKE * len(title)


def _letters(text: str) -> set[str]:
    letters = "".join(c for c in squash(text) if not c.isdigit())
    return {letters[i : i + 3] for i in range(len(letters) - 2)}
