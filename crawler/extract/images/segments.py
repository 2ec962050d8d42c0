"""The text around a picture in segments, each with its kind by the element that holds it."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

from crawler.extract.images.class_vocabulary import Kinds, lines
from crawler.normalize.credits.ui_labels import is_counter
from crawler.normalize.word_tables import squash

SegmentKind = Literal["caption", "credit", "plain", "silent"]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SKIPPED = frozenset("script style svg select input template iframe object video audio form nav time noscript".split())
_INLINE = frozenset("a abbr b bdi em font i mark q s span strong sub sup u wbr small cite".split())
_UNITS = frozenset("span em i small cite strong footer".split())
_CREDIT_TAGS = frozenset(("cite", "small", "footer"))
_NEAR_TAGS = frozenset(("figure", "figcaption"))
_NEAR = frozenset(("caption", "picture"))
_TELLING = _CREDIT_TAGS | _NEAR_TAGS
"""Tags that mark a caption or credit without a class name."""
_COUNTER = re.compile(r"\s*\W*\d{1,3}\s*(?:/|of|von|de|av|van|sur|из|z|di)\s*\d{1,3}\W*", re.I)
_DIGIT = re.compile(r"\d")
_PROMPTS = frozenset(map(squash, lines("prompts.txt")))
_CLOSING = frozenset(".,;!?。،")
_OPEN = frozenset(".!?…。:：/|([（［【©")
"""Characters before a credit that do not continue a sentence."""
_LONGEST = 2_000
_LONGEST_PROMPT = 79
"""Most characters of a label of the user interface."""
_MOST = 200
_DEEPEST = 60


@dataclass(slots=True)
class Segment:
    """A piece of text in one element."""

    text: str
    """The text with its white space."""
    says: SegmentKind
    """The kind that the element gives it."""
    element: HtmlElement
    """The element that holds it."""
    gap: bool
    """Whether it begins a line or block."""


class TooMuchContent(Exception):
    """An element holds more than a picture and its texts: a heading, another picture, article text."""


def segments_of(element: HtmlElement, others: Container[HtmlElement], kinds: Kinds) -> list[Segment]:
    """Return the segments of an element.

    Raises `TooMuchContent` on headings, on one of ``others``, and on long or deep content.
    """
    walk = Walk(others, kinds)
    walk.visit(element, "plain", False, 0)
    return [s for s in walk.found if s.says != "silent" and not is_prompt(s.text)]


def segment_kind(
    element: HtmlElement, found: frozenset[str], says: SegmentKind = "plain", near: bool = True
) -> SegmentKind:
    """Return the kind of the text in an element of these kinds, within a parent whose text has the kind ``says``.

    ``near``: whether it is in a figure or the like, so that words such as "author" mean the picture's.
    """
    credit = "credit" in found or (near and "weak_credit" in found)
    if element.tag == "figcaption":
        return "credit" if credit and "caption" not in found else "caption"
    if "silent" in found and "caption" not in found:
        return "silent"
    if credit:
        return "credit"
    if "caption" in found:
        return "caption"
    if element.tag in _CREDIT_TAGS and says == "caption":
        return "credit"
    return says


def inherited(element: HtmlElement, kinds: Kinds) -> tuple[SegmentKind, bool]:
    """Return the kind that an element gives its texts, and whether it is in a figure or the like."""
    says: SegmentKind = "plain"
    near = False
    for node in [*[*islice(element.iterancestors(), 2)][::-1], element]:
        if node.tag in ("body", "html", "article", "main"):
            continue
        found = kinds[node]
        near = near or node.tag in _NEAR_TAGS or not found.isdisjoint(_NEAR)
        says = segment_kind(node, found, says, near)
    return ("plain" if says == "silent" else says), near


class Walk:
    """A walk through an element that stops at content that is not of one picture."""

    def __init__(self, others: Container[HtmlElement], kinds: Kinds) -> None:
        self.found: list[Segment] = []
        self._others = others
        self._kinds = kinds
        self._left = _MOST

    def visit(self, element: HtmlElement, says: SegmentKind, near: bool, depth: int) -> None:
        """Add the texts of an element. Raises `TooMuchContent` if it holds content that is not of one picture."""
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED or (tag == "button" and depth and not len(element)):
            return
        self._left -= 1
        if self._left < 0 or depth > _DEEPEST or element in self._others:
            raise TooMuchContent
        text, children = element.text, element[:]  # a slice takes half the time of an iterator
        if not text and not children and tag not in HEADINGS:
            return
        named = self._kinds[element]
        if named or tag in _TELLING:
            near = near or tag in _NEAR_TAGS or not named.isdisjoint(_NEAR)
            says = segment_kind(element, named, says, near)
        if tag in HEADINGS and says == "plain":
            raise TooMuchContent
        if text:
            self.add(text, says, element, tag not in _INLINE)
        for child in children:
            self.visit(child, says, near, depth + 1)
            if text := child.tail:
                self.add(text, says, element, child.tag not in _INLINE)

    def add(self, text: str, says: SegmentKind, element: HtmlElement, gap: bool) -> None:
        """Add a text of an element to the segments."""
        if text.isspace():
            if self.found:
                self.found[-1].text += " "
            return
        if len(text) > _LONGEST:
            raise TooMuchContent
        last = self.found[-1] if self.found else None
        if last is not None and last.says == says and not gap and _one_unit(last.element, element):
            last.text += text
        else:
            self.found.append(Segment(text, says, element, gap))


def unbroken(segments: list[Segment]) -> list[Segment]:
    """Join the segments of a sentence with inline formatting or links, "The <em>old</em> pier"."""
    found: list[Segment] = []
    for segment in segments:
        start = _runs_on(found, segment)
        if start is None:
            found.append(segment)
        else:
            first = found[start]
            text = "".join(s.text for s in (*found[start:], segment))
            found[start:] = [Segment(text, first.says, first.element, first.gap)]
    return found


def _runs_on(before: list[Segment], segment: Segment) -> int | None:
    """Return the index of the earlier segment, in the same line and element, that a segment continues."""
    if segment.gap or not before:
        return None
    for place in range(len(before) - 1, -1, -1):
        other = before[place]
        if other.says != segment.says:
            return None
        if other.element is segment.element:
            goes_on = segment.text.lstrip()[:1] in _CLOSING or any(map(str.isalpha, segment.text))
            return place if goes_on and other.text.rstrip()[-1:] not in _OPEN else None
        if other.gap:
            return None
    return None


def _one_unit(one: HtmlElement, other: HtmlElement) -> bool:
    return one is other or not (one.tag in _UNITS or other.tag in _UNITS)


def is_prompt(text: str) -> bool:
    """Return whether a text is a label of the user interface or a counter, "Enlarge", "1 of 3"."""
    if len(text) > _LONGEST_PROMPT:
        return False
    if squash(text) in _PROMPTS:
        return True
    return _DIGIT.search(text) is not None and (is_counter(text.strip()) or _COUNTER.fullmatch(text) is not None)
