"""Collect the texts near a picture that may be its caption or credit, and do not belong to another picture."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extract.images.caption_paragraphs import is_blank
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.segments import Segment, SegmentKind, TooMuchContent, Walk, inherited, unbroken
from crawler.extract.images.sources import picture_of

_ENDS = frozenset(("body", "html", "head"))
_LEVELS = 7
_BEFORE = 2
_AFTER = 4
"""Most elements to each side of the container of the picture that are searched."""
_MOST = 12
_LONGEST = 900
_PARAGRAPH = 300
"""Fewest characters of article text next to a picture that is not a caption."""


@dataclass(slots=True, eq=False)
class NearText:
    """A text near a picture."""

    segment: Segment
    level: int
    """Number of levels from the picture up to the element that holds both."""
    order: int
    """Place in reading order relative to the picture: 1, 2 … after it, -1, -2 … before it."""
    outside: bool
    """Whether it is next to the container of the picture, and not in it."""
    shared: bool = False
    """Whether it is the caption of a figure with several pictures."""

    @property
    def text(self) -> str:
        return self.segment.text


@dataclass(slots=True)
class Region:
    """The surroundings of a picture."""

    texts: list[NearText]
    """The texts in reading order."""
    top: HtmlElement
    """The outermost element that holds only the picture and its texts."""


@dataclass(slots=True)
class DifferenceView(Container[HtmlElement]):
    """A set without the elements of another one, without a copy."""

    elements: set[HtmlElement]
    fewer: set[HtmlElement]

    def __contains__(self, element: object) -> bool:
        return element in self.elements and element not in self.fewer


class Regions:
    """Finds the texts near the pictures of a page.

    ``others``: all pictures, and the elements that hold article text. ``trunk``: only the latter. ``lengths``: the
    number of characters of article text by element.
    """

    def __init__(
        self, others: set[HtmlElement], trunk: frozenset[HtmlElement], lengths: Mapping[HtmlElement, int], kinds: Kinds
    ) -> None:
        self._lengths = lengths
        self._others = others
        self._trunk = trunk
        self._kinds = kinds

    def of(self, element: HtmlElement, own: set[HtmlElement]) -> Region:
        """Return the texts near a picture, at most twelve."""
        others = DifferenceView(self._others, own)
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
        """Return the texts on one side of an element, up to other content, and whether that is all."""
        if _is_last(node, parent, step):  # so are most, in elements that hold nothing else
            return [], True
        says: SegmentKind = "plain"
        near = False
        most = (_AFTER if step > 0 else _BEFORE) if outside else 40
        found: list[Segment] = []
        walk = Walk(others, self._kinds)
        whole = True
        for count, item in enumerate(_siblings(node, parent, step)):
            if not count:
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
        """Add a sibling, and return whether it may be a text of the picture."""
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
        """Return the caption of a figure with several pictures."""
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


def _is_last(node: HtmlElement, parent: HtmlElement, step: int) -> bool:
    """Return whether nothing but white space is beside an element in one direction."""
    following, text = (node.getnext(), node.tail) if step > 0 else (node.getprevious(), parent.text)
    return following is None and is_blank(text)


def _siblings(node: HtmlElement, parent: HtmlElement, step: int) -> Iterator[HtmlElement | str]:
    """Yield the elements and texts next to an element, in one direction."""
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
