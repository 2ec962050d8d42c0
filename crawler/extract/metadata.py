"""Call every metadata reader once: all fields of an article except its body and images."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml.html import HtmlElement

from crawler.extract.authors.byline import AuthorReader
from crawler.extract.authors.byline_context import BylineContext, read_byline_context
from crawler.extract.authors.source_agencies import read_source_agencies
from crawler.extract.body.boilerplate_edges import BoilerplateEdges, read_boilerplate_edges
from crawler.extract.candidates import Candidate, best
from crawler.extract.corrections import read_corrections
from crawler.extract.dates.dates import not_before, read_modified, read_published
from crawler.extract.document.canonical_url import read_canonical
from crawler.extract.document.page import Page
from crawler.extract.headline.headline import read_alternative_headline, read_description, read_headline
from crawler.extract.headline.headline_element import headline_element
from crawler.extract.is_based_on import read_original
from crawler.extract.language import read_language
from crawler.extract.page_type.article_type import read_type
from crawler.extract.publisher import outlet_keys, read_publisher
from crawler.extract.publisher_in_title import publisher_in_title
from crawler.extract.rights.access import read_access
from crawler.extract.rights.copyright import read_copyright
from crawler.extract.rights.opt_out import read_rights
from crawler.extract.section import read_keywords, read_section
from crawler.extract.warnings import read_warnings

Fields = dict[str, list[Candidate]]

_TYPE_HINTS = ("headline", "alternative_headline", "article_section")
"""Fields whose text may reveal the type of article."""


def read_metadata(
    page: Page,
    body_texts: list[str],
    edges: BoilerplateEdges | None = None,
    opening: HtmlElement | None = None,
    language_of_site: str | None = None,
    context: Sequence[str] = (),
) -> Fields:
    """Return candidates for every field except body and images, most trusted first.

    ``body_texts`` are the paragraphs of the body in order, ``edges`` the result of :func:`read_boilerplate_edges` for
    them, ``opening`` the element of the first paragraph, ``language_of_site`` the language in the source file,
    ``context`` the texts around the body. The key ``warnings`` holds the warnings of all readers.
    """
    edges = edges or read_boilerplate_edges(body_texts)
    languages = read_language(page, " ".join(body_texts[:8]), language_of_site)
    outlets = outlet_keys(page)
    element = headline_element(page, outlets, opening)
    middle = opening if opening is not None else page.main
    around = read_byline_context(element if element is not None else middle)
    author_reader = AuthorReader(page, around, edges.byline, outlets)
    fields: Fields = {
        "headline": read_headline(page, element, outlets),
        "alternative_headline": read_alternative_headline(page, element, around, outlets),
        "description": read_description(page, around),
        "byline": author_reader.bylines(),
        "authors": author_reader.authors(),
        "dateline": [Candidate(edges.dateline, "dom")],
        "source_organizations": read_source_agencies(
            page, edges.organizations, author_reader.organizations(), body_texts, context
        ),
        "in_language": languages,
        **_site_fields(page, around),
        "corrections": read_corrections(page, edges.corrections, context, _value(languages)),
        **read_copyright(page),
        **read_rights(page),
    }
    fields["type"] = read_type(page, *(_value(fields[name]) for name in _TYPE_HINTS))
    return fields | _dates(page, around, fields, body_texts)


def _site_fields(page: Page, around: BylineContext) -> Fields:
    """Return the fields about the article's place on its site, and its access."""
    canonicals = read_canonical(page)
    return {
        "article_section": read_section(page, around),
        "keywords": read_keywords(page),
        "publisher": read_publisher(page) or [Candidate(publisher_in_title(page), "dom")],
        "canonical_url": canonicals,
        "is_based_on": read_original(page, _value(canonicals)),
        "is_accessible_for_free": read_access(page),
    }


def _dates(page: Page, around: BylineContext, fields: Fields, body_texts: Sequence[str]) -> Fields:
    """Return both dates, and the warnings about all fields."""
    language = _value(fields["in_language"])
    is_live = _value(fields["type"]) == "LiveBlogPosting"
    published = read_published(page, around, language, body_texts, is_live)
    modified = read_modified(page, around, language)
    modified = modified or [Candidate(c.value, "dom") for c in published if c.origin == "inferred"]
    dates = {"date_published": published, "date_modified": not_before(modified, _value(published))}
    return {**dates, "warnings": read_warnings(page, {**fields, **dates}, modified)}


def _value(candidates: list[Candidate]) -> Any:
    chosen = best(candidates)
    return chosen.value if chosen else None
