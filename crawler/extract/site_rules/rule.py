"""What a source file may say of its own pages: selectors per field, elements to drop, boilerplate phrases.

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
"""Fields that a rule can give."""
LISTS = ("drop", "boilerplate", "paid")
"""Keys of a rule that are no fields."""


@dataclass(frozen=True, slots=True)
class Rule:
    """The rules of one source."""

    selectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Selectors by field of the record, one of ``FIELDS``; of several the first that finds something counts."""
    drop: tuple[str, ...] = ()
    """Selectors of elements that are no part of any article."""
    boilerplate: tuple[str, ...] = ()
    """A block of text that holds one of these phrases is no part of the article."""
    paid: tuple[str, ...] = ()
    """Selectors of elements that are only on pages that are not free."""
    publisher: str | None = None
    """Name of the publisher of every page."""
    language: str | None = None
    """Language of pages that declare none."""


@lru_cache(4096)
def selector(words: str) -> etree.XPath:
    """A compiled selector; ``ValueError`` with one sentence where it is none."""
    try:
        return etree.XPath(words.removeprefix("xpath:") if words.startswith("xpath:") else css2xpath(words))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{words!r} is no selector: {error}") from error


def select(page: Page, words: str) -> list[Any]:
    """What a selector gives on a page: elements or strings."""
    found = selector(words)(page.root)
    return found if isinstance(found, list) else [found]


def drop(page: Page, rule: Rule) -> None:
    """Take the elements that the rule drops out of the page's tree."""
    for element in [e for words in rule.drop for e in select(page, words) if isinstance(e, etree._Element)]:
        if element.getparent() is not None:
            tail, element.tail = element.tail, None
            element.clear()
            element.tag, element.tail = "template", tail
    if rule.drop:
        page.forget()


def is_boilerplate(block: Block, rule: Rule) -> bool:
    """Whether the text of a block holds a phrase of the rule; items of a list that do are taken out of it."""
    if not rule.boilerplate:
        return False
    if block.items:
        block.items = [item for item in block.items if not _holds(item, rule)]
        return not block.items
    return _holds(block.text or "", rule)


def _holds(text: str, rule: Rule) -> bool:
    folded = " ".join(text.split())
    return any(phrase in folded for phrase in rule.boilerplate)
