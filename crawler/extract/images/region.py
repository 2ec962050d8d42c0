"""The texts near a picture that may be its caption or credit: what stands around it and belongs to no other picture."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.segments import Segment, SegmentKind, TooMuchContent, Walk, inherited, unbroken
from crawler.extract.images.sources import picture_of

_ENDS = frozenset(("body", "html", "head"))
_LEVELS = 7
_BEFORE = 2
_AFTER = 4
"""Elements beside the outermost one that holds the picture alone that are looked at, on each side."""
_MOST = 12
_LONGEST = 900
_PARAGRAPH = 300
"""Characters from which on a piece of the article's text beside a picture is no caption."""


@dataclass(slots=True, eq=False)
class NearText:
    """A text near a picture."""

    segment: Segment
    level: int
    """How far up from the picture the element is that holds both."""
    order: int
    """Its place in reading order from the picture on: 1, 2 … behind it, -1, -2 … before it."""
    outside: bool
    """Whether it stands beside the outermost element that holds the picture alone."""
    shared: bool = False
    """Whether it is the caption of a figure of several pictures."""

    @property
    def text(self) -> str:
        return self.segment.text


@dataclass(slots=True)
class Region:
    """What is around a picture."""

    texts: list[NearText]
    """In reading order."""
    top: HtmlElement
    """The outermost element that holds the picture and none but its words."""


@dataclass(slots=True)
class SetWithout(Container[HtmlElement]):
    """A set without the few of another, which costs no copy of it."""

    elements: set[HtmlElement]
    fewer: set[HtmlElement]

    def __contains__(self, element: object) -> bool:
        return element in self.elements and element not in self.fewer


class Regions:
    """Finds the texts near the pictures of a page.

    ``others``: elements that hold the article's text, and all pictures. ``trunk``: the former alone. ``lengths``:
    characters of the text's pieces by their elements.
    """

    def __init__(
        self, others: set[HtmlElement], trunk: frozenset[HtmlElement], lengths: Mapping[HtmlElement, int], kinds: Kinds
    ) -> None:
        self._lengths = lengths
        self._others = others
        self._trunk = trunk
        self._kinds = kinds

    def of(self, element: HtmlElement, own: set[HtmlElement]) -> Region:
        """The texts near a picture, at most twelve."""
        others = SetWithout(self._others, own)
        node = picture_of(element)
        before: list[NearText] = []
        after: list[NearText] = []
        level = 0
        for level in range(1, _LEVELS + 1):
            parent = node.getparent()
            if parent is None or parent.tag in _ENDS:
                break
            outside = parent in self._trunk or self._lengths.get(parent, 0) > _PARAGRAPH
            back, whole_back = self._side(node, parent, others, level, outside, -1)
            ahead, whole_ahead = self._side(node, parent, others, level, outside, 1)
            before = back + before
            after += ahead
            if outside or not (whole_back and whole_ahead):
                break
            node = parent
        if not after and not before:
            after = self._shared(node, level)
        texts = before[-_MOST:] + after[:_MOST]
        for place, text in enumerate(texts):
            text.order = place - len(before[-_MOST:]) + (place >= len(before[-_MOST:]))
        return Region(texts, node)

    def _side(
        self,
        node: HtmlElement,
        parent: HtmlElement,
        others: Container[HtmlElement],
        level: int,
        outside: bool,
        step: int,
    ) -> tuple[list[NearText], bool]:
        """The texts on one side of an element up to the first thing that is no text of a picture, and whether that is
        all of it."""
        says: SegmentKind = "plain"
        near = False
        most = (_AFTER if step > 0 else _BEFORE) if outside else 40
        found: list[Segment] = []
        walk = Walk(others, self._kinds)
        whole = True
        for count, item in enumerate(_siblings(node, parent, step)):
            if not count:  # most elements stand alone in theirs
                says, near = inherited(parent, self._kinds)
            if step < 0:
                walk = Walk(others, self._kinds)
            known = len(walk.found)
            whole = count < 2 * most and self._take(walk, item, parent, says, near, outside)
            if not whole:
                del walk.found[known:]
            if step < 0:
                found = walk.found + found
            if not whole:
                break
        found = walk.found if step > 0 else found
        return [NearText(s, level, 0, outside) for s in unbroken(found) if s.text.strip()], whole

    def _take(
        self, walk: Walk, item: HtmlElement | str, parent: HtmlElement, says: SegmentKind, near: bool, outside: bool
    ) -> bool:
        """Add what stands beside; whether it may be a text of the picture."""
        if outside and (isinstance(item, str) or self._lengths.get(item, 0) > _PARAGRAPH):
            return isinstance(item, str) and item.isspace()
        try:
            if isinstance(item, str):
                walk.add(item, says, parent, False)
                return True
            walk.visit(item, says, near, 0)
        except TooMuchContent:
            return False
        return sum(len(s.text) for s in walk.found) <= _LONGEST

    def _shared(self, node: HtmlElement, level: int) -> list[NearText]:
        """The caption of a figure that holds several pictures."""
        figure = next((a for a in islice(node.iterancestors(), _LEVELS) if a.tag == "figure"), None)
        caption = next((c for c in figure if c.tag == "figcaption"), None) if figure is not None else None
        if caption is None:
            return []
        walk = Walk((), self._kinds)
        try:
            walk.visit(caption, "plain", True, 0)
        except TooMuchContent:
            return []
        return [NearText(s, level, 0, False, True) for s in unbroken(walk.found) if s.text.strip()]


def _siblings(node: HtmlElement, parent: HtmlElement, step: int) -> Iterator[HtmlElement | str]:
    """Elements and texts beside an element, from it on in one direction."""
    while True:
        if step > 0:
            if node.tail:
                yield node.tail
            following = node.getnext()
        else:
            following = node.getprevious()
            text = following.tail if following is not None else parent.text
            if text:
                yield text
        if following is None:
            return
        node = following
        yield node


__all__ = ["NearText", "Region", "Regions", "SegmentKind"]
