"""Section and keywords of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from crawler.normalize.words import fold
from crawler.page.candidates import Candidate
from crawler.page.jsonld import types
from crawler.page.metas import METAS
from crawler.page.page import Page

_MAX_CHARS = 80
_MAX_KEYWORDS = 50


def read_section(page: Page) -> list[Candidate]:
    """Section of structured data, of meta, else the last crumb before the article itself."""
    data = page.data
    return [
        *(Candidate(s, "json-ld") for s in _strings(data.article.get("articleSection"))[:1]),
        *(Candidate(s, "microdata") for s in _strings(data.microdata.get("articlesection"))[:1]),
        Candidate(
            _short(data.first(*METAS["section"])),
            "meta",
        ),
        *(Candidate(s, "json-ld") for s in _crumbs(page)),
    ]


def read_keywords(page: Page) -> list[Candidate]:
    """Keywords of structured data, else of meta, each once."""
    data = page.data
    said = _strings(data.article.get("keywords"))
    metas = [data.meta[n] for n in METAS["keywords"] if n in data.meta]
    return [Candidate(_split(said), "json-ld"), *(Candidate(_split(values), "meta") for values in metas)]


def _split(values: list[str]) -> list[str]:
    mark = r"[;|]" if any(";" in v or "|" in v for v in values) else r"[,;،、，]"
    words = [fold(w) for v in values for w in (re.split(mark, v) if len(values) == 1 or "," in v else [v])]
    first: dict[str, str] = {}
    for word in words:
        if 1 < len(word) <= _MAX_CHARS:
            first.setdefault(word.casefold(), word)
    return list(first.values())[:_MAX_KEYWORDS]


def _crumbs(page: Page) -> Iterator[str]:
    """Names of the breadcrumb, the innermost section first."""
    trail = next((n for n in page.data.json_ld if "BreadcrumbList" in types(n)), {})
    entries = trail.get("itemListElement")
    names = [_crumb(e) for e in entries] if isinstance(entries, list) else []
    inner = [n for n in names[1:] if n]
    yield from (inner[:-1] if len(inner) > 1 and len(inner[-1]) > 30 else inner)[::-1]


def _crumb(entry: Any) -> str | None:
    if not isinstance(entry, dict):
        return None
    item = entry.get("item")
    return _short(entry.get("name") or (item.get("name") if isinstance(item, dict) else None))


def _short(value: Any) -> str | None:
    text = fold(html.unescape(value)) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _MAX_CHARS else None


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    named = [v.get("name") if isinstance(v, dict) else v for v in values]
    return [fold(html.unescape(v)) for v in named if isinstance(v, str) and v.strip()]
