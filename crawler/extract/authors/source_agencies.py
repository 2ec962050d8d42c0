"""The agencies that supplied a story, from its dateline, data, byline and closing line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from crawler.extract.candidates import Candidate
from crawler.extract.document.metas import METAS
from crawler.extract.document.page import Page
from crawler.extract.publisher import name_of
from crawler.normalize.agencies import find_agencies
from crawler.normalize.agency_footers import agency_footer
from crawler.normalize.bylines import read_byline
from crawler.normalize.news_agencies import news_agency

_MOST_METAS = 10
_CLOSING = 3
"""Number of paragraphs at the end of a text that may name its source."""


def read_source_agencies(
    page: Page, opening: Sequence[str], named: Sequence[Candidate], texts: Sequence[str], context: Sequence[str]
) -> list[Candidate]:
    """Return all agencies of the story, those of the dateline first, since it is closest to the source.

    ``opening`` are the agencies of the dateline, ``named`` those of bylines, ``texts`` the paragraphs of the body,
    ``context`` the texts around it.
    """
    closing = [name for text in texts[-_CLOSING:] for name in agency_footer(text)]
    closing += [name for text in context for name in agency_footer(text, is_text=False)]
    told = [
        *(Candidate(name, "dom") for name in opening),
        *(Candidate(name, origin) for name, origin in _mentions(page) if name),
        *(Candidate(name, c.origin) for c in named for name in c.value),
        *(Candidate(name, "dom") for name in closing),
    ]
    return [Candidate(list(dict.fromkeys(c.value for c in told)), told[0].origin)] if told else []


def _mentions(page: Page) -> Iterator[tuple[str | None, str]]:
    """Yield agencies in JSON-LD, microdata and meta, with their origin."""
    data = page.data
    for key in ("sourceOrganization", "provider"):
        value: Any = data.article.get(key)
        for node in value[:10] if isinstance(value, list) else [value]:
            yield news_agency(name_of(data.resolve(node)) or ""), "json-ld"
    credit = data.article.get("creditText")
    yield from ((name, "json-ld") for name in _news_agencies(credit if isinstance(credit, str) else ""))
    yield from ((news_agency(name), "microdata") for name in data.microdata.get("sourceorganization", ())[:10])
    for content in (text for name in METAS["author"] for text in data.meta.get(name, ())[:_MOST_METAS]):
        yield from ((found, "meta") for found in read_byline(content[:200], is_person=True).organizations)
    for name in METAS["agency"]:
        yield from ((found, "meta") for content in data.meta.get(name, ()) for found in _news_agencies(content))


def _news_agencies(text: str) -> Iterator[str]:
    return (name for name in find_agencies(text[:200]) if news_agency(name)) if text else iter(())
