"""The section and keywords of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.authors.byline_context import BylineContext
from crawler.extract.breadcrumbs import read_breadcrumbs, visible_breadcrumbs
from crawler.extract.candidates import Candidate
from crawler.extract.document.metas import METAS
from crawler.extract.document.page import Page
from crawler.extract.document.visible import text_of
from crawler.normalize.word_tables import fold, squash, table

_MAX_CHARS = 80
_MAX_KEYWORDS = 50
_MAX_LINKS = 30
_CODE = re.compile(r"[\W\d_]*|[a-z]{1,12}[-_ ]?\d+|.*(?:://|[{}<>=]).*", re.I)
"""A number, "cat_118", a URL or a template placeholder: not the name of a section."""


def read_section(page: Page, around: BylineContext | None = None) -> list[Candidate]:
    """Return the section of structured data, meta, breadcrumbs, or the link marked as a category."""
    data = page.data
    found = [
        *(Candidate(s, "json-ld") for s in _strings(data.article.get("articleSection"))[:2]),
        *(Candidate(s, "microdata") for s in data.microdata.get("articlesection", ())[:2]),
        *(Candidate(s, "meta") for s in (data.first(name) for name in METAS["section"])),
        *(Candidate(s, "json-ld") for s in read_breadcrumbs(page)),
    ]
    sections = _named(page, found)
    if sections:
        return sections
    links = [*data.marked_links.get("category", ())[:1]]
    shown = [*(visible_breadcrumbs(page, around.section) if around else ()), *map(text_of, links)]
    return _named(page, [Candidate(text, "dom") for text in shown])


def read_keywords(page: Page) -> list[Candidate]:
    """Return the keywords of structured data and meta, else those of links marked as tags, without duplicates."""
    data = page.data
    metas = [data.meta[n] for n in METAS["keywords"] if n in data.meta]
    found = [
        Candidate(_split(_strings(data.article.get("keywords"))), "json-ld"),
        Candidate(_split(data.microdata.get("keywords", [])), "microdata"),
        *(Candidate(_split(values), "meta") for values in metas),
    ]
    return found if any(c.value for c in found) else [Candidate(_tags(data.marked_links.get("tag", [])), "dom")]


def _tags(links: list[HtmlElement]) -> list[str]:
    """Return the texts of links marked as tags but not as categories; none if there are enough for a tag cloud."""
    own = [a for a in links if "category" not in (a.get("rel") or "")]
    texts = [text_of(a, _MAX_CHARS).lstrip("#＃ ") for a in own[: _MAX_LINKS + 1]]
    named = (text for text in texts if text.casefold() not in table("notices")["no_section"])
    return _distinct(named) if len(own) <= _MAX_LINKS else []


def _named(page: Page, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that are section names: not codes, defaults of a CMS, or the headline itself."""
    titles = [squash(title) for title in page.data.titles[:2]]
    named = [Candidate(_short(c.value), c.origin) for c in found if c.value]
    return [
        c
        for c in named
        if c.value
        and not _CODE.fullmatch(c.value)
        and c.value.casefold() not in table("notices")["no_section"]
        and not _is_headline(squash(c.value), titles)
    ]


def _is_headline(section: str, titles: list[str]) -> bool:
    """Return whether a section is the title of the page: its beginning, and most of it."""
    return any(title.startswith(section) and len(section) * 2 > len(title) > len("world news") for title in titles)


def _split(values: list[str]) -> list[str]:
    mark = r"[;|]" if any(";" in v or "|" in v for v in values) else r"[,;،、，]"
    return _distinct(w for v in values for w in (re.split(mark, v) if len(values) == 1 or "," in v else [v]))


def _distinct(words: Iterator[str]) -> list[str]:
    first: dict[str, str] = {}
    for word in map(fold, words):
        if len(word) <= _MAX_CHARS and (len(word) > 1 or word >= "\u3005"):  # a single ideograph is a word
            first.setdefault(word.casefold(), word)
    return list(first.values())[:_MAX_KEYWORDS]


def _short(value: Any) -> str | None:
    text = fold(html.unescape(value)) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _MAX_CHARS else None


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    named = [v.get("name") if isinstance(v, dict) else v for v in values]
    return [fold(html.unescape(v)) for v in named if isinstance(v, str) and v.strip()]
