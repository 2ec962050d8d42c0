"""Every reader of the page but those of body and pictures, called once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from crawler.page.access import read_access
from crawler.page.byline import Writers
from crawler.page.candidates import Candidate, best
from crawler.page.copyright import read_copyright
from crawler.page.corrections import read_corrections
from crawler.page.dates import not_before, read_modified, read_published
from crawler.page.doubts import read_doubts
from crawler.page.edges import Edges, read_edges
from crawler.page.genre import read_type
from crawler.page.heading import headline_element
from crawler.page.headline import read_alternative_headline, read_description, read_headline
from crawler.page.language import read_language
from crawler.page.origin import read_canonical
from crawler.page.original import read_original
from crawler.page.page import Page
from crawler.page.publisher import outlet_keys, read_publisher
from crawler.page.rights import read_rights
from crawler.page.section import read_keywords, read_section
from crawler.page.supply import read_suppliers
from crawler.page.surroundings import Surroundings, look_around

Fields = dict[str, list[Candidate]]

_TELLING = ("headline", "alternative_headline", "article_section")
"""Fields whose words may say what sort of article it is."""


def read_metadata(
    page: Page,
    body_texts: list[str],
    edges: Edges | None = None,
    opening: HtmlElement | None = None,
    language_of_site: str | None = None,
    beside: Sequence[str] = (),
) -> Fields:
    """Candidates of every field of an article but its body and pictures, the most trusted first.

    ``body_texts``: the paragraphs of the body in order; ``edges``: what :func:`read_edges` found in them;
    ``opening``: the element of the first paragraph; ``language_of_site``: what its source file says;
    ``beside``: texts around the body that are none of it. The key ``warnings`` holds what a reader would want to know.
    """
    edges = edges or read_edges(body_texts)
    languages = read_language(page, " ".join(body_texts[:8]), language_of_site)
    outlets = outlet_keys(page)
    element = headline_element(page, outlets, opening)
    middle = opening if opening is not None else page.main
    around = look_around(element if element is not None else middle)
    writers = Writers(page, around, edges.byline, outlets)
    fields: Fields = {
        "headline": read_headline(page, element, outlets),
        "alternative_headline": read_alternative_headline(page, element, around, outlets),
        "description": read_description(page, around),
        "byline": writers.bylines(),
        "authors": writers.authors(),
        "dateline": [Candidate(edges.dateline, "dom")],
        "source_organizations": read_suppliers(page, edges.organizations, writers.organizations(), body_texts, beside),
        "in_language": languages,
        **_of_site(page, around),
        "corrections": read_corrections(page, edges.corrections, beside, _value(languages)),
        **read_copyright(page),
        **read_rights(page),
    }
    fields["type"] = read_type(page, *(_value(fields[name]) for name in _TELLING))
    return fields | _dates(page, around, fields)


def _of_site(page: Page, around: Surroundings) -> Fields:
    """Where an article stands on its site, and on what terms."""
    canonicals = read_canonical(page)
    return {
        "article_section": read_section(page, around),
        "keywords": read_keywords(page),
        "publisher": read_publisher(page),
        "canonical_url": canonicals,
        "is_based_on": read_original(page, _value(canonicals)),
        "is_accessible_for_free": read_access(page),
    }


def _dates(page: Page, around: Surroundings, fields: Fields) -> Fields:
    """Both dates, and what of all fields is to be doubted."""
    language = _value(fields["in_language"])
    published = read_published(page, around, language)
    modified = read_modified(page, around, language)
    dates = {"date_published": published, "date_modified": not_before(modified, _value(published))}
    return {**dates, "warnings": read_doubts(page, {**fields, **dates}, modified)}


def _value(candidates: list[Candidate]) -> Any:
    chosen = best(candidates)
    return chosen.value if chosen else None
