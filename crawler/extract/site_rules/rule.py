"""Site rules in a source file: selectors for fields, elements to drop, boilerplate phrases.

A selector is CSS with parsel's ``::text`` and ``::attr(name)``, or XPath after ``xpath:``.
https://parsel.readthedocs.io/en/latest/usage.html#extensions-to-css-selectors
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml import etree
from parsel.csstranslator import css2xpath

from crawler.extract.document.page import Page
from crawler.record.items import Block

FIELDS = frozenset(
    "headline alternative_headline description byline authors dateline date_published date_modified in_language "
    "article_section keywords publisher article_body corrections copyright_holder copyright_notice license "
    "source_organizations is_based_on".split()
)
"""Fields that a rule can set."""
LISTS = ("drop", "boilerplate", "paid")
"""Keys of a rule that are not fields."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rules of one source."""

    selectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Selectors by field of the record, one of ``FIELDS``; the first that matches counts."""
    drop: tuple[str, ...] = ()
    """Selectors of elements that never belong to an article."""
    boilerplate: tuple[str, ...] = ()
    """Phrases; a text block that contains one does not belong to the article."""
    paid: tuple[str, ...] = ()
    """Selectors of elements that occur only on pages that are not free."""
    publisher: str | None = None
    """Name of the publisher of every page."""
    language: str | None = None
    """Language of pages that declare none."""


@lru_cache(4096)
def selector(words: str) -> etree.XPath:
    """Compile a selector. Raises ``ValueError`` with one sentence if it is invalid."""
    try:
        return etree.XPath(words.removeprefix("xpath:") if words.startswith("xpath:") else css2xpath(words))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{words!r} is not a valid selector: {error}") from error


def select(page: Page, words: str) -> list[Any]:
    """Return the elements or strings that a selector matches on a page."""
    found = selector(words)(page.root)
    return found if isinstance(found, list) else [found]


def drop(page: Page, rule: Rule) -> None:
    """Remove the elements that the rule drops from the page's tree."""
    for element in [e for words in rule.drop for e in select(page, words) if isinstance(e, etree._Element)]:
        if element.getparent() is not None:
            tail, element.tail = element.tail, None
            element.clear()
            element.tag, element.tail = "template", tail
    if rule.drop:
        page.clear_cache()


def is_boilerplate(block: Block, rule: Rule) -> bool:
    """Return whether a block contains a phrase of the rule; matching items of a list are removed from it instead."""
    if not rule.boilerplate:
        return False
    if block.items:
        block.items = [item for item in block.items if not _holds(item, rule)]
        return not block.items
    return _holds(block.text or "", rule)


def _holds(text: str, rule: Rule) -> bool:
    folded = " ".join(text.split())
    return any(phrase in folded for phrase in rule.boilerplate)
