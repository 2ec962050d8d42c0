"""Which words belong to an image: its caption and its credit, wherever the page puts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from lxml.html import HtmlElement

from crawler.page.figures.attributes import caption_of_attributes, credit_of_attributes
from crawler.page.figures.segments import HEADINGS, NotABox, Segment, join, segments_of, squash
from crawler.page.figures.sources import picture_of
from crawler.page.figures.vocabulary import kinds

_ENDS = frozenset(("body", "html", "main", "article", "head", "table", "ul", "ol", "tbody", "tr"))
_SMALL_TAGS = frozenset(("em", "i", "small", "cite"))
_LEVELS = 7
_LONGEST = 600
_SHORT = 90
_TIGHT = 300
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
    """Whether the markup says so: a figcaption, a telling class, the wording of a credit."""


class Stop(Protocol):
    """What no box around an image may hold."""

    def any(self, element: HtmlElement) -> bool:
        """Whether an element is another picture or a text of the body."""

    def picture(self, element: HtmlElement) -> bool:
        """Whether an element is another picture."""


@dataclass(slots=True)
class Box:
    """The largest element around an image that holds nothing but it and its words."""

    node: HtmlElement
    figure: bool = False
    pictured: bool = False
    segments: list[Segment] = field(default_factory=list)


def read_words(element: HtmlElement, hints: frozenset[str], stop: Stop, looks_like_credit: LooksLikeCredit) -> Words:
    """The words of an image.

    ``hints``: alternative texts and captions of the metadata, squashed; what repeats one is a caption. ``stop``: tells
    what no box may hold.
    """
    box = _box(element, stop)
    if not {"caption", "credit"} <= {s.says for s in box.segments}:
        _add_neighbours(box, hints, stop, looks_like_credit)
    words = _sort(box, hints, looks_like_credit)
    words.caption = words.caption or caption_of_attributes(element)
    words.credit = words.credit or credit_of_attributes(element)
    return words


def _box(element: HtmlElement, stop: Stop) -> Box:
    box = Box(picture_of(element))
    for _ in range(_LEVELS):
        parent = box.node.getparent()
        if parent is None or parent.tag in _ENDS:
            break
        segments = _segments(parent, stop)
        if segments is None:
            break
        plain = _plain(segments)
        if plain > _LONGEST or (box.segments and parent.tag != "figure" and plain > _plain(box.segments)):
            break
        if box.figure and box.segments:
            break
        box.node, box.segments = parent, segments
        box.figure |= parent.tag == "figure"
        box.pictured |= "picture" in kinds(parent)
    return box


def _segments(parent: HtmlElement, stop: Stop) -> list[Segment] | None:
    try:
        return segments_of(parent, stop.any)
    except NotABox:
        pass
    if parent.tag != "figure" and "picture" not in kinds(parent):
        return None
    try:
        segments = segments_of(parent, stop.picture)
    except NotABox:
        return None
    return segments if _plain(segments) <= _TIGHT else None


def _plain(segments: list[Segment]) -> int:
    return sum(len(s.text.strip()) for s in segments if s.says == "plain")


def _add_neighbours(box: Box, hints: frozenset[str], stop: Stop, looks_like_credit: LooksLikeCredit) -> None:
    """Add what follows the box and is marked as words of an image, or can be nothing else."""
    parent = box.node.getparent()
    if parent is not None and parent.tag == "p" and not box.segments and _all_small(parent):
        box.segments += [Segment(s.text, "caption", s.element, s.gap) for s in _inside(parent)]
    for sibling in _following(box.node):
        found = _neighbour(sibling, hints, stop, looks_like_credit, bool(box.segments))
        if not found:
            return
        box.segments += found


def _inside(element: HtmlElement) -> list[Segment]:
    try:
        return segments_of(element, lambda _: False)
    except NotABox:
        return []


def _following(node: HtmlElement) -> Iterator[HtmlElement]:
    """The next three elements, as long as no text stands between."""
    for _ in range(3):
        if node.tail and not node.tail.isspace():
            return
        following = node.getnext()
        if following is None:
            return
        node = following
        yield node


def _neighbour(
    sibling: HtmlElement, hints: frozenset[str], stop: Stop, looks_like_credit: LooksLikeCredit, spoken: bool
) -> list[Segment]:
    try:
        segments = segments_of(sibling, lambda e: e is not sibling and stop.any(e))
    except NotABox:
        return []
    if not segments:
        return []
    if all(s.says in ("caption", "credit") for s in segments):
        return [] if spoken and any(s.says == "caption" for s in segments) else segments
    text = join(segments) or ""
    if sibling.tag in HEADINGS or len(text) > _LONGEST:
        return []
    if len(text) <= _SHORT and looks_like_credit(text):
        return [Segment(text, "credit", sibling, True)]
    if spoken or not (_all_small(sibling) or _repeats(text, hints) or _is_bold_sentence(sibling, text)):
        return []
    return [Segment(s.text, "caption", s.element, s.gap) for s in segments]


def _repeats(text: str, hints: frozenset[str]) -> bool:
    own = squash(text)
    return len(own) >= 5 and any(hint.startswith(own) or (len(hint) > 20 and own.startswith(hint)) for hint in hints)


def _all_small(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is all in small or slanted type."""
    if paragraph.tag in _SMALL_TAGS:
        return True
    if paragraph.tag not in ("p", "div", "center") or not _is_blank(paragraph.text):
        return False
    small = [c for c in paragraph if c.tag in _SMALL_TAGS]
    return (
        bool(small)
        and all(_is_blank(c.tail) for c in paragraph)
        and all(c in small or c.tag == "br" or not "".join(c.itertext()).strip() for c in paragraph)
    )


def _is_bold_sentence(paragraph: HtmlElement, text: str) -> bool:
    """Whether a paragraph is one short bold sentence; a subhead has no full stop."""
    return (
        paragraph.tag == "p"
        and len(paragraph) == 1
        and paragraph[0].tag in ("strong", "b")
        and _is_blank(paragraph.text)
        and _is_blank(paragraph[0].tail)
        and len(text) <= _SHORT
        and text[-1:] in ".。"
    )


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()


def _sort(box: Box, hints: frozenset[str], looks_like_credit: LooksLikeCredit) -> Words:
    captions = [s for s in box.segments if s.says == "caption"]
    plain = [s for s in box.segments if s.says == "plain"]
    credits = [s for s in box.segments if s.says == "credit"]
    marked = bool(captions or credits)
    credits += _credits_at_ends(captions, looks_like_credit, alone=False)
    credits += _credits_at_ends(plain, looks_like_credit, alone=True)
    if not captions and (box.figure or box.pictured or credits or _fits(plain, hints)):
        captions = plain
        marked |= box.figure or bool(credits)
    captions = [s for s in captions if s not in credits]
    if len(captions) == 2 and not credits and _is_second_line(captions):
        credits = [captions.pop()]
    credits = [s for s in box.segments if s in credits]
    return Words(join(captions), join(credits), [s.element for s in captions + credits], marked or bool(credits))


def _fits(plain: list[Segment], hints: frozenset[str]) -> bool:
    """Whether the few words of a box without telling names are a caption."""
    text = join(plain) or ""
    return _repeats(text, hints) or (len(plain) <= 3 and 0 < len(text) <= _TIGHT and not any(_linked(s) for s in plain))


def _linked(segment: Segment) -> bool:
    return segment.element.tag == "a" or next(segment.element.iterancestors("a"), None) is not None


def _is_second_line(captions: list[Segment]) -> bool:
    """Whether the second of two blocks is short and no sentence, as a credit without any mark is."""
    first, second = (s.text.strip() for s in captions)
    return captions[1].gap and len(second) <= 40 and len(second) < len(first) and second[-1:] not in '.!?…:;"”»。'


def _credits_at_ends(segments: list[Segment], looks_like_credit: LooksLikeCredit, alone: bool) -> list[Segment]:
    """The last pieces or the first, where they read as a credit and are not all that there is."""
    if not segments or (len(segments) == 1 and not alone):
        return []
    found: list[Segment] = []
    for piece in reversed(segments):
        if len(piece.text.strip()) > _SHORT or not looks_like_credit(piece.text.strip()):
            break
        found.append(piece)
    if not found and len(segments[0].text.strip()) <= _SHORT and looks_like_credit(segments[0].text.strip()):
        found = [segments[0]]
    return found if alone or len(found) < len(segments) else found[:-1]
