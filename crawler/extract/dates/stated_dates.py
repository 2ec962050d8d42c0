"""The dates in a page's data: JSON-LD, microdata, meta elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.dates.named_dates import in_titles
from crawler.extract.dates.parsed_dates import parsed
from crawler.extract.document.jsonld import types
from crawler.extract.document.metas import METAS
from crawler.extract.document.page import Page

_NAMES_DATE = re.compile(
    r"(?:publi\w*|creat\w*|issue\w*|post|article|release|upload\w*)[\W_]*(?:date|time|on|at\b)|(?:date|time)[\W_]*(?:publi|issued|created|posted)|:uploaded$"
)
_EXPLICIT = [name for name in METAS["published"] if name not in METAS["vague_date"]]
"""Names of ``meta`` elements that state what date they give."""
_PARTS = frozenset("VideoObject ImageObject AudioObject MediaObject Comment Review UserReview Clip Event".split())


def stated_published(page: Page, language: str | None) -> list[Candidate]:
    """Return the dates of publication, most trusted first; those of titles only if there are no others."""
    data = page.data
    nodes = (data.article.get("datePublished"), data.article.get("dateCreated"), data.web_page.get("datePublished"))
    metas = [t for n in METAS["published"] for t in data.meta.get(n, ())]
    metas += [v[0] for n, v in data.meta.items() if _names_date(n) and n not in METAS["published"]]
    found = [
        *parsed(nodes, "json-ld", language),
        *parsed(data.microdata.get("datepublished", ()), "microdata", language),
        *parsed(metas, "meta", language),
    ]
    return found or [*parsed(in_titles(data.titles), "meta", language)]


def stated_modified(page: Page, language: str | None) -> list[Candidate]:
    """Return the dates of modification, most trusted first."""
    data = page.data
    return [
        *parsed((data.article.get("dateModified"), data.web_page.get("dateModified")), "json-ld", language),
        *parsed(data.microdata.get("datemodified", ()), "microdata", language),
        *parsed((t for n in METAS["modified"] for t in data.meta.get(n, ())), "meta", language),
    ]


def is_vague(page: Page, stated: Candidate) -> bool:
    """Return whether a date is that of a ``meta`` element that calls it just "date"."""
    return stated.origin == "meta" and not any(map(page.data.meta.get, _EXPLICIT))


def of_other_nodes(page: Page) -> Iterator[Any]:
    """Yield the dates of JSON-LD nodes that are neither articles nor parts of a page, such as recipes."""
    return (n.get("datePublished") for n in page.data.json_ld if _PARTS.isdisjoint(types(n)))


@lru_cache(2048)
def _names_date(name: str) -> bool:
    """Return whether the name of a ``meta`` element denotes a date; cached, since the web uses few names."""
    return bool(_NAMES_DATE.search(name))
