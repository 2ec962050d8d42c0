"""Hints: what a feed, sitemap or listing page states about a page. They are the least trusted candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from lxml import html

from crawler.extract.candidates import Candidate
from crawler.extract.dates.contradictions import moment
from crawler.extract.images.same_image import marks
from crawler.extract.language import tag
from crawler.normalize.dates import parse_date
from crawler.normalize.word_tables import fold
from crawler.record.items import Article, Author, Image

ORIGINS = frozenset(("feed", "news-sitemap", "sitemap", "homepage"))
"""Values of ``Article.provenance`` for facts that do not come from the page itself."""
_SLACK = timedelta(days=1)
_WORD = re.compile(r"[^\W_]{3,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MOST_CHARS = 1_000
_MOST_ITEMS = 40


def from_hints(hints: Mapping[str, Any]) -> dict[str, list[Candidate]]:
    """Return candidates by field; ``hints["origin"]`` names their origin, a feed by default.

    A plain sitemap's ``lastmod`` is ignored: many sites write the time at which the sitemap was generated.
    """
    origin = origin_of(hints)
    read = {name: _READERS[name](value) for name, value in hints.items() if name in _READERS and value}
    if origin == "sitemap":
        read.pop("date_modified", None)
    return {name: [Candidate(value, origin)] for name, value in read.items() if value}


def origin_of(hints: Mapping[str, Any]) -> str:
    """Return the origin of hints, one of ``ORIGINS``."""
    origin = hints.get("origin")
    return origin if origin in ORIGINS else "feed"


def is_hinted(article: Article, name: str) -> bool:
    """Return whether a field comes from hints and not from the page itself."""
    return article.provenance.get(name) in ORIGINS


def disagreements(article: Article, hints: Mapping[str, Any]) -> list[str]:
    """Return a warning for each field on which page and hints disagree.

    They disagree if dates are days apart, languages differ or headlines share no word: the page may have been replaced.
    """
    found, origin = from_hints(hints), origin_of(hints)
    hinted = {name: found[name][0].value for name in found if getattr(article, name) and not is_hinted(article, name)}
    return [
        f"{name}: the {origin.replace('-', ' ')} says {hinted[name]}, the page {getattr(article, name)}"
        for name, differ in _DIFFER.items()
        if name in hinted and differ(hinted[name], getattr(article, name))
    ]


def add_images(article: Article, hints: Mapping[str, Any]) -> None:
    """Fill in missing captions and credits from hints. If the page has no images, add the hinted ones with text."""
    for hint in _images(hints.get("images")):
        same = next((i for i in article.images if marks(i.url) & marks(hint.url)), None)
        if same is not None:
            same.caption, same.credit_text = same.caption or hint.caption, same.credit_text or hint.credit_text
        elif is_hinted(article, "images") or (not article.images and (hint.caption or hint.credit_text)):
            article.images.append(hint)
            article.provenance["images"] = origin_of(hints)


def _images(value: Any) -> list[Image]:
    found = [i for i in value if isinstance(i, dict)] if isinstance(value, list) else []
    return [
        Image(i["url"], _text(i.get("caption")), credit_text=_text(i.get("credit_text")), role="lead")
        for i in found[:_MOST_ITEMS]
        if isinstance(i.get("url"), str) and i["url"].startswith(("http://", "https://"))
    ]


def _text(value: Any) -> str | None:
    """Return plain text without the markup that feeds put into titles."""
    if not isinstance(value, str):
        return None
    text = value[:_MOST_CHARS]
    if "<" in text or "&" in text:
        try:
            text = html.fragment_fromstring(text, create_parent="p").text_content()
        except (html.etree.ParserError, ValueError):
            return None
    return fold(text) or None


def _texts(value: Any) -> list[str]:
    values = value[:_MOST_ITEMS] if isinstance(value, list) else []
    return list(dict.fromkeys(text for v in values if (text := _text(v))))


def _date(value: Any) -> str | None:
    return parse_date(value) if isinstance(value, str) else None


_READERS: dict[str, Callable[[Any], Any]] = {
    "headline": _text,
    "publisher": _text,
    "date_published": _date,
    "date_modified": _date,
    "in_language": tag,
    "keywords": _texts,
    "authors": lambda value: [Author(name) for name in _texts(value)],
}


def _other_day(a: str, b: str) -> bool:
    return abs(moment(a) - moment(b)) > _SLACK


def _other_language(a: str, b: str) -> bool:
    return a.split("-")[0] != b.split("-")[0]


def _other_words(a: str, b: str) -> bool:
    return set(_WORD.findall(a.casefold())).isdisjoint(_WORD.findall(b.casefold()))


_DIFFER: dict[str, Callable[[str, str], bool]] = {
    "headline": _other_words,
    "date_published": _other_day,
    "in_language": _other_language,
}
