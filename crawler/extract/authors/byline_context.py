"""The elements around the headline, in which pages print author, date and section; collected in one walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.authors.author_urls import is_author_link
from crawler.extract.document.class_words import kinds_of
from crawler.extract.document.visible import SKIPPED, text_of
from crawler.normalize.byline_lines import opens_byline

_BEHIND = 140
_BEFORE = 25
_NEAR = 24
_PROSE = 120
_LINE = 160
_FEW = 4
_NAMES = frozenset(("class", "id", "data-testid", "data-qa"))
_MARGINS = frozenset(("nav",))
_WHOLE = frozenset(("article", "main", "body"))
_OTHER_CONTENT = re.compile(r"(?:^|\s)(?:comments?|repl(?:y|ies)|related|teasers?|recommended)(?![^\W_])", re.I)
_MAX_DEPTH = 12
_NOTHING: frozenset[str] = frozenset()
_TEXTUAL = frozenset("p span div li small em i td strong b h4 h5 h6 legend date dd dt label center font".split())
_HEADINGS = frozenset(("h2", "h3"))
_BYLINES = frozenset(("address", "byline"))
_SHORT, _DIGITS = 60, 5
_WORDLESS = frozenset("br img path g use rect circle polygon source picture hr wbr".split())


@dataclass
class BylineContext:
    """Elements near the headline by the meaning of their class names, in document order."""

    byline: list[HtmlElement] = field(default_factory=list)
    date: list[HtmlElement] = field(default_factory=list)
    kicker: list[HtmlElement] = field(default_factory=list)
    description: list[HtmlElement] = field(default_factory=list)
    section: list[HtmlElement] = field(default_factory=list)
    marked: list[HtmlElement] = field(default_factory=list)
    texts: list[HtmlElement] = field(default_factory=list)
    near: list[HtmlElement] = field(default_factory=list)
    boxes: frozenset[HtmlElement] = frozenset()
    """Ancestors of the headline."""
    before_prose: tuple[int | None, ...] = (None,) * 4
    """How many of ``byline``, ``near``, ``texts`` and ``date`` come before the first paragraph of prose, if any."""
    _read: dict[HtmlElement, str] = field(default_factory=dict)

    @cached_property
    def is_in_article(self) -> bool:
        """Whether the headline is inside an ``article``; other ``article`` elements are then other stories."""
        return any(box.tag == "article" for box in self.boxes)

    @cached_property
    def opening(self) -> list[HtmlElement]:
        """The lines near the headline that come before the first paragraph of prose."""
        byline, near, texts, _ = self.before_prose
        return [*dict.fromkeys((*self.byline[:byline], *self.near[:near], *self.texts[:texts]))]

    @cached_property
    def lines(self) -> list[HtmlElement]:
        """All lines near the headline."""
        return [*dict.fromkeys((*self.byline, *self.near, *self.texts))]

    def text(self, element: HtmlElement) -> str:
        """Return the first 200 characters of the visible text of an element; cached, since readers share elements."""
        if (known := self._read.get(element)) is None:
            known = self._read[element] = text_of(element, 200)
        return known


def read_byline_context(headline: HtmlElement | None) -> BylineContext:
    """Classify the elements shortly before and after the headline."""
    found = BylineContext()
    if headline is not None:
        found.boxes = frozenset(headline.iterancestors())
        _collect_before(headline, found)
        _collect_after(headline, found)
    return found


def _collect_before(headline: HtmlElement, found: BylineContext) -> None:
    for element in list(islice(_before(headline), _BEFORE))[::-1]:
        if (tag := element.tag) not in SKIPPED:
            _sort(element, tag, element.text or "", found)
        elif (element.tail or "").strip():
            found.texts.append(element.getparent())


def _collect_after(headline: HtmlElement, found: BylineContext) -> None:
    prose = 0
    for place, element in enumerate(islice(behind(headline), _BEHIND)):
        tag = element.tag
        if tag in SKIPPED:
            if place < _NEAR and (element.tail or "").strip():
                found.near.append(element.getparent())
            continue
        text = element.text or ""
        if tag not in _WORDLESS:
            _sort(element, tag, text, found)
        if place < _NEAR and not len(element) and (text.strip() or (element.tail or "").strip()):
            found.near.append(element)
        prose += len(text) > _PROSE and tag == "p"
        if prose and found.before_prose[0] is None:
            found.before_prose = len(found.byline), len(found.near), len(found.texts), len(found.date)
        if prose > 2:
            return


def behind(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements after this one in document order, to the end of the page."""
    yield from element.iterdescendants()
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield sibling
            if len(sibling):
                yield from sibling.iterdescendants()
        node = node.getparent()


def _before(element: HtmlElement) -> Iterator[HtmlElement]:
    node: HtmlElement | None = element
    for _ in range(5):
        if node is None:
            return
        for sibling in node.itersiblings(preceding=True):
            yield sibling
            if len(sibling):
                yield from islice(sibling.iterdescendants(), 11)
        node = node.getparent()


def _sort(element: HtmlElement, tag: str, text: str, found: BylineContext) -> None:
    name = rel = href = ""
    for key, value in element.items():
        if key in _NAMES:
            name = f"{name} {value}" if name else value
        elif key == "rel" or key == "itemprop":
            rel = f"{rel} {value}".lower()
        elif key == "href":
            href = value
    if tag == "a" and text and opens_byline(text):
        found.marked.append(element)
    kinds = kinds_of(name[:300]) if name else _NOTHING
    if "section" in kinds:
        found.section.append(element)
    is_byline = "byline" in kinds and "not_byline" not in kinds
    if is_byline or "author" in rel or tag in _BYLINES or (tag == "a" and is_author_link(href)):
        found.byline.append(element)
    if tag == "time" or "date" in kinds or "datepublished" in rel or (tag in _HEADINGS and _is_date(text)):
        found.date.append(element)
        if opens_byline(text_of(element, 40)):
            found.marked.append(element)
    elif "description" in kinds:
        found.description.append(element)
    elif "kicker" in kinds:
        found.kicker.append(element)
    elif text and tag in _TEXTUAL and (text := text.strip()) and len(text) < _LINE and len(element) < _FEW:
        found.texts.append(element)
        if opens_byline(text):
            found.marked.append(element)


def _is_date(text: str) -> bool:
    """Return whether a heading is short and has the digits of a date."""
    return len(text) < _SHORT and sum(map(str.isdigit, text)) >= _DIGITS


def is_outside_article(element: HtmlElement) -> bool:
    """Return whether an element is in comments, teasers or menus, whose authors and dates are others'."""
    for box in islice(element.iterancestors(), _MAX_DEPTH):
        if box.tag in _WHOLE:
            return False
        if box.tag in _MARGINS or _OTHER_CONTENT.search(f"{box.get('class', '')} {box.get('id', '')}"):
            return True
    return False
