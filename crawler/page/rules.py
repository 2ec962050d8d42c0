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

from crawler.items import Author, Block
from crawler.page.candidates import Candidate
from crawler.page.page import Page

FIELDS = frozenset(
    "headline alternative_headline description byline authors date_published date_modified in_language article_section "
    "keywords publisher copyright_notice license".split()
)
_LISTS = frozenset({"authors", "keywords"})


@dataclass(frozen=True, slots=True)
class Rule:
    """The rules of one source."""

    selectors: Mapping[str, str] = field(default_factory=dict)
    """Selector by field of the record, one of ``FIELDS``."""
    drop: tuple[str, ...] = ()
    """Selectors of elements that are no part of any article."""
    boilerplate: tuple[str, ...] = ()
    """A block of text that holds one of these phrases is no part of the article."""


@lru_cache(512)
def selector(words: str) -> etree.XPath:
    """A compiled selector; ``ValueError`` with one sentence where it is none."""
    try:
        return etree.XPath(words.removeprefix("xpath:") if words.startswith("xpath:") else css2xpath(words))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{words!r} is no selector: {error}") from error


def drop(page: Page, rule: Rule) -> None:
    """Take the elements that the rule drops out of the page's tree."""
    for element in [e for words in rule.drop for e in select(page, words) if isinstance(e, etree._Element)]:
        if element.getparent() is not None:
            tail, element.tail = element.tail, None
            element.clear()
            element.tag, element.tail = "template", tail


def read_rule(page: Page, rule: Rule) -> dict[str, list[Candidate]]:
    """Candidates by field, of origin ``rule``."""
    found = {name: _texts(select(page, words)) for name, words in rule.selectors.items()}
    return {name: [Candidate(_value(name, texts), "rule")] for name, texts in found.items() if texts}


def without_boilerplate(blocks: list[Block], rule: Rule) -> list[Block]:
    """The blocks that hold none of the rule's phrases."""
    return [b for b in blocks if not any(phrase in (b.text or "") for phrase in rule.boilerplate)]


def select(page: Page, words: str) -> list[Any]:
    """What a selector gives on a page: elements or strings."""
    found = selector(words)(page.root)
    return found if isinstance(found, list) else [found]


def _texts(found: list[Any]) -> list[str]:
    texts = ("".join(map(str, f.itertext())) if isinstance(f, etree._Element) else str(f) for f in found)
    return [folded for text in texts if (folded := " ".join(text.split()))]


def _value(name: str, texts: list[str]) -> Any:
    if name == "authors":
        return [Author(text) for text in texts]
    return texts if name in _LISTS else texts[0]
