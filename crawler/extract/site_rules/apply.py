"""Apply the rules of a source to a page; the resulting candidates take precedence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from crawler.extract.candidates import Candidate
from crawler.extract.document.canonical_url import absolute
from crawler.extract.document.page import Page
from crawler.extract.language import tag
from crawler.extract.site_rules.rule import Rule, select
from crawler.normalize.agencies import find_agencies
from crawler.normalize.bylines import Byline, read_byline
from crawler.normalize.dates import parse_date
from crawler.record.items import Author, Correction

Fields = dict[str, list[Candidate]]
Texts = list[str]


def read_rule(page: Page, rule: Rule) -> Fields:
    """Return candidates of origin ``rule`` by field; a byline also gives authors and agencies."""
    language = rule.language or page.root.get("lang")
    texts = {name: _first(page, words) for name, words in rule.selectors.items() if name != "article_body"}
    values = {name: _value(page, name, found, language) for name, found in texts.items() if found}
    if byline := values.get("byline"):
        values = {**_authors(read_byline(byline)), **values}
    if rule.publisher:
        values.setdefault("publisher", rule.publisher)
    if any(select(page, words) for words in rule.paid):
        values["is_accessible_for_free"] = False
    return {name: [Candidate(value, "rule")] for name, value in values.items() if value not in (None, [])}


def body_elements(page: Page, rule: Rule) -> list[HtmlElement]:
    """Return the elements that contain the article's text according to a rule."""
    for words in rule.selectors.get("article_body", ()):
        if found := [element for element in select(page, words) if isinstance(element, etree._Element)]:
            return found
    return []


def _first(page: Page, selectors: tuple[str, ...]) -> Texts:
    return next((texts for words in selectors if (texts := _texts(select(page, words)))), [])


def _texts(found: list[Any]) -> Texts:
    texts = ("".join(map(str, f.itertext())) if isinstance(f, etree._Element) else str(f) for f in found)
    return [folded for text in texts if (folded := " ".join(text.split()))]


def _authors(byline: Byline) -> dict[str, Any]:
    return {"authors": byline.authors, "source_organizations": byline.organizations}


def _value(page: Page, name: str, texts: Texts, language: str | None) -> Any:
    """Return the value of a field from the selected texts; None if they have none."""
    if name in ("date_published", "date_modified"):
        return next(filter(None, (parse_date(text, language) for text in texts)), None)
    read = _READERS.get(name)
    return read(page, texts) if read else texts[0]


_READERS: dict[str, Callable[[Page, Texts], Any]] = {
    "authors": lambda page, texts: [Author(text) for text in texts],
    "byline": lambda page, texts: ", ".join(texts),
    "keywords": lambda page, texts: list(dict.fromkeys(texts)),
    "corrections": lambda page, texts: [Correction(text, parse_date(text[:80])) for text in texts],
    "source_organizations": lambda page, texts: list(dict.fromkeys(o for t in texts for o in find_agencies(t) or [t])),
    "is_based_on": lambda page, texts: absolute(page, texts[0]),
    "in_language": lambda page, texts: tag(texts[0]),
    "license": lambda page, texts: absolute(page, texts[0]) if "/" in texts[0] else texts[0],
}
