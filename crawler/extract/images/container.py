"""Find the container of an image: the largest element around it that holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, takewhile
from typing import Protocol

from lxml.html import HtmlElement

from crawler.extract.images.caption_paragraphs import is_all_small, is_blank
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.segment_text import join, repeats
from crawler.extract.images.segments import HEADINGS, SKIPPED, Segment, TooMuchContent, segments_of
from crawler.extract.images.sources import picture_of
from crawler.normalize.credits.inline import captioned

_ENDS = frozenset(("body", "html", "main", "article", "head", "ul", "ol"))
_LEVELS = 7
_LONGEST = 600
_MOST = 200
_SENTENCE = 40
"""Fewest characters of a paragraph that is a sentence; two of them are article text and not a caption."""
_END = tuple(".!?…。！？؟।”»")
SHORT = 90
"""Most characters of a credit."""
TIGHT = 300
"""Most characters of a caption that nothing marks as one."""
LooksLikeCredit = Callable[[str], bool]


class Limits(Protocol):
    """What separates the container of an image from the rest of the page."""

    @property
    def others(self) -> Container[HtmlElement]:
        """Return the other pictures, and the elements that hold article text."""

    def text(self, element: HtmlElement) -> bool:
        """Return whether an element is part of the body."""

    @property
    def kinds(self) -> Kinds:
        """Return the kinds of the page's elements by their names."""


@dataclass(slots=True)
class ImageContainer:
    """The largest element around an image that holds only the image and its texts."""

    node: HtmlElement
    figure: bool = False
    pictured: bool = False
    segments: list[Segment] = field(default_factory=list)
    neighbours: list[HtmlElement] = field(default_factory=list)


def read_container(
    element: HtmlElement, hints: frozenset[str], stop: Limits, looks_like_credit: LooksLikeCredit
) -> ImageContainer:
    """Return the container of an image; if it has no text, with the texts that follow it."""
    container = _container(element, stop)
    if not {"caption", "credit"} <= {s.says for s in container.segments}:
        _add_neighbours(container, hints, stop, looks_like_credit)
    if not container.segments:
        _add_shared(container, stop.kinds)
    return container


def _container(element: HtmlElement, stop: Limits) -> ImageContainer:
    container = ImageContainer(picture_of(element))
    around = (a for a in islice(container.node.iterancestors(), 4) if a.tag in ("p", "li") and stop.text(a))
    if (text := next(around, None)) is not None:
        while (parent := container.node.getparent()) is not None and parent is not text:
            container.node = parent
        return container
    for _ in range(_LEVELS):
        parent = container.node.getparent()
        if parent is None or parent.tag in _ENDS or (container.figure and container.segments):
            break
        segments = [] if _is_wrapper(parent, container) else _segments(parent, stop)
        if segments is None:
            break
        plain = _plain(segments)
        if plain > _LONGEST or (container.segments and parent.tag != "figure" and plain > _plain(container.segments)):
            break
        if parent.tag != "figure" and plain > 2 * _SENTENCE and _is_text(parent):
            break
        container.node, container.segments = parent, segments
        container.figure |= parent.tag == "figure"
        container.pictured |= "picture" in stop.kinds[parent] or (parent.tag == "table" and plain <= TIGHT)
    return container


def _is_wrapper(parent: HtmlElement, container: ImageContainer) -> bool:
    """Return whether an element holds only a container without text."""
    unread = container.node.tag in ("picture", "source", "noscript")  # libxml2 nests what follows in a picture
    return (
        not unread
        and not container.segments
        and len(parent) == 1
        and is_blank(parent.text)
        and is_blank(container.node.tail)
    )


def _is_text(parent: HtmlElement) -> bool:
    """Return whether two children of an element are paragraphs of sentences."""
    texts = ("".join(p.itertext()).strip() for p in parent.iterchildren("p"))
    return sum(len(text) > _SENTENCE and text.endswith(_END) for text in texts) > 1


def _segments(parent: HtmlElement, stop: Limits) -> list[Segment] | None:
    others = stop.others
    if parent in others and parent.tag not in SKIPPED:
        return None
    if any(image in others and not _is_hidden(image, parent) for image in parent.iter("img")):
        return None  # as the walk would find, later
    try:
        return segments_of(parent, others, stop.kinds)
    except TooMuchContent:
        return None


def _is_hidden(image: HtmlElement, within: HtmlElement) -> bool:
    """Return whether a picture is in an element that the walk skips, such as ``noscript``."""
    return any(a.tag in SKIPPED for a in takewhile(lambda a: a is not within, image.iterancestors()))


def _plain(segments: list[Segment]) -> int:
    return sum(len(s.text.strip()) for s in segments if s.says == "plain")


def _add_neighbours(
    container: ImageContainer, hints: frozenset[str], stop: Limits, looks_like_credit: LooksLikeCredit
) -> None:
    """Add the texts after the container that are marked as a caption or credit, or can be nothing else."""
    parent = container.node.getparent()
    if parent is not None and parent.tag == "p" and not container.segments and is_all_small(parent, bold=True):
        bold = _inside(parent, stop.kinds)
        if _plain(bold) <= TIGHT:
            container.segments += [Segment(s.text, "caption", s.element, s.gap) for s in bold]
            container.neighbours.append(parent)
    for sibling in _following(container.node):
        found = _neighbour(sibling, hints, stop, looks_like_credit, bool(container.segments))
        if not found:
            return
        container.segments += found
        container.neighbours.append(sibling)


def _add_shared(container: ImageContainer, kinds: Kinds) -> None:
    """Add the caption of a figure with several pictures."""
    figure = next((a for a in islice(container.node.iterancestors(), _LEVELS) if a.tag == "figure"), None)
    caption = _figcaption(figure) if figure is not None else None
    if caption is not None:
        container.segments += _inside(caption, kinds)
        container.neighbours.append(caption)


def _figcaption(figure: HtmlElement) -> HtmlElement | None:
    """Return the caption of a figure; only its first and last children are searched, as a figure may have thousands."""
    ends = chain(islice(figure, _MOST), islice(figure.iterchildren(reversed=True), _MOST))
    return next((child for child in ends if child.tag == "figcaption"), None)


def _inside(element: HtmlElement, kinds: Kinds) -> list[Segment]:
    try:
        return segments_of(element, (), kinds)
    except TooMuchContent:
        return []


def _following(node: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the next three elements, up to the first text between them."""
    for _ in range(3):
        if node.tail and not node.tail.isspace():
            return
        following = node.getnext()
        if following is None:
            return
        node = following
        yield node


def _neighbour(
    sibling: HtmlElement, hints: frozenset[str], stop: Limits, looks_like_credit: LooksLikeCredit, spoken: bool
) -> list[Segment]:
    try:
        segments = segments_of(sibling, stop.others, stop.kinds)
    except TooMuchContent:
        return []
    if not segments:
        return []
    if all(s.says in ("caption", "credit") for s in segments):
        return [] if spoken and any(s.says == "caption" for s in segments) else segments
    text = join(segments) or ""
    if sibling.tag in HEADINGS or len(text) > _LONGEST:
        return []
    if len(text) <= SHORT and looks_like_credit(text):
        return [Segment(text, "credit" if spoken else "caption", sibling, True)]
    if spoken or not (is_all_small(sibling) or repeats(text, hints) or captioned(text)):
        return []
    return [Segment(s.text, "caption", s.element, s.gap) for s in segments]
