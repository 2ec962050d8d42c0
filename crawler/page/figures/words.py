"""Which words belong to an image: its caption and its credit, wherever the page puts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.page.figures.segments import HEADINGS, NotABox, Segment, join, segments_of
from crawler.page.figures.sources import picture_of
from crawler.page.figures.vocabulary import kinds

_ENDS = frozenset(("body", "html", "main", "article", "head", "td", "table", "ul", "ol", "tbody", "tr"))
_LEVELS = 7
_LONGEST_PLAIN = 600
_SHORT = 90
LooksLikeCredit = Callable[[str], bool]


@dataclass(slots=True)
class Words:
    """What is said of one image."""

    caption: str | None = None
    """Raw caption; it may hold an inline credit."""
    credit: str | None = None
    """Raw text of the elements of the credit; it may hold a label."""
    elements: list[HtmlElement] = field(default_factory=list)
    """The elements whose text it is."""
    marked: bool = False
    """Whether the markup says so: a figcaption, a telling class, a credit's wording."""


@dataclass(slots=True)
class Box:
    """The largest element around an image that holds nothing but it and its words."""

    node: HtmlElement
    figure: bool = False
    pictured: bool = False
    segments: list[Segment] = field(default_factory=list)


def read_words(element: HtmlElement, stops: frozenset[HtmlElement], looks_like_credit: LooksLikeCredit) -> Words:
    """The words of an image. ``stops``: elements that no box may hold, other pictures and the pieces of the body."""
    box = _box(element, stops)
    _add_neighbours(box, stops, looks_like_credit)
    return _sort(box, looks_like_credit)


def _box(element: HtmlElement, stops: frozenset[HtmlElement]) -> Box:
    box = Box(picture_of(element))
    for _ in range(_LEVELS):
        parent = box.node.getparent()
        if parent is None or parent.tag in _ENDS or parent in stops:
            break
        try:
            segments = segments_of(parent, stops)
        except NotABox:
            break
        if box.segments and _plain(segments) > _plain(box.segments):
            break
        if _plain(segments) > _LONGEST_PLAIN:
            break
        box.node, box.segments = parent, segments
        box.figure |= parent.tag == "figure"
        box.pictured |= "picture" in kinds(parent)
    return box


def _plain(segments: list[Segment]) -> int:
    return sum(len(s.text.strip()) for s in segments if s.says == "plain")


def _add_neighbours(box: Box, stops: frozenset[HtmlElement], looks_like_credit: LooksLikeCredit) -> None:
    """Add what follows the box and is marked as words of an image, or can be nothing else."""
    for sibling in _following(box.node):
        found = _neighbour(sibling, stops, looks_like_credit, bool(box.segments))
        if not found:
            return
        box.segments += found


def _following(node: HtmlElement) -> Iterator[HtmlElement]:
    """The next three elements, as long as no text stands between."""
    for _ in range(3):
        if node.tail and node.tail.strip():
            return
        following = node.getnext()
        if following is None or following.tag in HEADINGS:
            return
        node = following
        yield node


def _neighbour(
    sibling: HtmlElement, stops: frozenset[HtmlElement], looks_like_credit: LooksLikeCredit, spoken: bool
) -> list[Segment]:
    try:
        segments = segments_of(sibling, stops - {sibling})
    except NotABox:
        return []
    if not segments or all(s.says in ("caption", "credit") for s in segments):
        return [] if spoken and any(s.says == "caption" for s in segments) else segments
    text = join(segments) or ""
    if len(text) <= _SHORT and looks_like_credit(text):
        return [Segment(text, "credit", sibling, True)]
    if not spoken and len(text) < _LONGEST_PLAIN and _all_small(sibling):
        return [Segment(text, "caption", sibling, True)]
    return []


def _all_small(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is all in small or slanted type."""
    if paragraph.tag not in ("p", "div", "em", "i", "small") or (paragraph.text or "").strip():
        return paragraph.tag in ("em", "i", "small")
    children = [c for c in paragraph if c.tag != "br"]
    return bool(children) and all(c.tag in ("em", "i", "small") and not (c.tail or "").strip() for c in children)


def _sort(box: Box, looks_like_credit: LooksLikeCredit) -> Words:
    segments = [s for s in box.segments if s.says != "silent" and s.text.strip()]
    captions = [s for s in segments if s.says == "caption"]
    plain = [s for s in segments if s.says == "plain"]
    credits = {id(s) for s in segments if s.says == "credit"}
    marked = bool(captions or credits)
    for candidates in (captions, plain):
        credits |= {id(s) for s in _credits_at_ends(candidates, looks_like_credit, alone=not captions)}
    if not captions and (box.figure or box.pictured or credits):
        captions = plain
    words = [s for s in captions if id(s) not in credits]
    credit = [s for s in segments if id(s) in credits]
    taken = [s.element for s in (*words, *credit)]
    return Words(join(words), join(credit), taken, marked or bool(credit) or (box.figure and bool(words)))


def _credits_at_ends(segments: list[Segment], looks_like_credit: LooksLikeCredit, alone: bool) -> list[Segment]:
    """The last or the first piece, where it reads as a credit and is not all that there is."""
    if not segments or (len(segments) == 1 and not alone):
        return []
    for piece in (segments[-1], segments[0]):
        text = piece.text.strip()
        if len(text) <= _SHORT and looks_like_credit(text):
            return [piece]
    return []
