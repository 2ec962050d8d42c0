"""The copyright and licence that a page states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.candidates import Candidate
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.page import Page
from crawler.extract.document.visible import SKIPPED, last_texts
from crawler.extract.publisher import name_of
from crawler.normalize.word_tables import Beginnings, any_of, fold, table

_NOTICE = re.compile(rf"^\W*?(?:©|\(c\)\s|copyright\b(?!\s+law)[\s©:]|{any_of(table('notices')['rights'])})", re.I)
_LINK = re.compile(r"\W*copyright\b(?!.*(?:©|\(c\)|\d{4}))", re.I)
"""The word without sign or year, as in "Copyright policy"."""
_BEGINNINGS = Beginnings(("copyright", *table("notices")["rights"]))
_MAX_CHARS = 250
_MAX_TEXTS = 400
_FOOTERS = 3
_MAX_LAST = 40
"""Most texts at the end of a page without a footer that may be its copyright notice."""
_FIGURES = frozenset(("figure", "figcaption", "aside"))


def read_copyright(page: Page) -> dict[str, list[Candidate]]:
    """Return copyright holder, copyright notice and licence from structured data, meta and visible text."""
    data = page.data
    holder = data.article.get("copyrightHolder")
    holder = holder[0] if isinstance(holder, list) and holder else holder
    notice = data.article.get("copyrightNotice")
    notices = [
        Candidate(fold(notice) if isinstance(notice, str) else None, "json-ld"),
        Candidate(data.first("copyright", "dc.rights", "dcterms.rights", "rights"), "meta"),
    ]
    return {
        "copyright_holder": [
            Candidate(name_of(data.resolve(holder)), "json-ld"),
            Candidate(data.item("copyrightholder"), "microdata"),
            Candidate(data.first("dcterms.rightsholder", "dc.rightsholder", "copyright-holder"), "meta"),
        ],
        "copyright_notice": notices if any(c.value for c in notices) else [Candidate(visible_notice(page), "dom")],
        "license": _licenses(page),
    }


def visible_notice(page: Page) -> str | None:
    """Return the copyright notice in a footer of the page, the last footer first; without footers, at its end."""
    for texts in _closing_texts(page):
        for place, text in enumerate(texts):
            if _BEGINNINGS.may_open(text) and _NOTICE.match(f"{fold(text)} "):
                whole = fold(text)
                whole = whole if len(whole) > len("copyright 2026") else fold(" ".join(texts[place : place + 2]))
                if not _LINK.match(whole):
                    return whole if len(whole) <= _MAX_CHARS else None
    return None


def _closing_texts(page: Page) -> Iterator[list[str]]:
    """Yield the texts of each footer; of a page without one, its last texts."""
    footers = page.tagged["footer"]
    for footer in footers[: -_FOOTERS - 1 : -1]:
        yield [text.strip() for text in islice(footer.itertext(), _MAX_TEXTS) if not text.isspace()]
    if not footers:
        yield last_texts(page.root, _MAX_LAST, SKIPPED | _FIGURES)


def _licenses(page: Page) -> list[Candidate]:
    data = page.data
    said = _address(data.article.get("license"))
    named = said if said and "/" not in said else absolute(page, said)
    metas = (data.first("dcterms.license", "dc.license", "license", "cc:license"),)
    links = [*data.links.get("license", ())[:1], *(link.get("href") for link in _marked(page))]
    return [
        Candidate(named, "json-ld"),
        *(Candidate(absolute(page, m) if m and "/" in m else m, "meta") for m in metas),
        *(Candidate(absolute(page, link), "dom") for link in links),
    ]


def _marked(page: Page) -> Iterator[HtmlElement]:
    """Yield the links marked as licences, except those of pictures."""
    links = page.data.marked_links.get("license", ())
    return (link for link in links[:5] if not any(a.tag in _FIGURES for a in islice(link.iterancestors(), 8)))


def _address(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("url") or value.get("@id") or value.get("name") if isinstance(value, dict) else value
    return value.strip() or None if isinstance(value, str) else None
