"""Find the container of an image: the largest element around it that holds nothing else."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Protocol

from lxml.html import HtmlElement

from crawler.extract.images.caption_paragraphs import is_blank
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.segments import SKIPPED, Segment, TooMuchContent, segments_of
from crawler.extract.images.sources import picture_of

_ENDS = frozenset(("body", "html", "main", "article", "head", "ul", "ol"))
LEVELS = 7
"""Number of ancestors of an image that may be its container."""
LONGEST = 600
"""Most characters of a container."""
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


def find_container(element: HtmlElement, stop: Limits) -> ImageContainer:
    """Return the container of an image: up to seven levels around it, or up to the paragraph that it stands in."""
    container = ImageContainer(picture_of(element))
    around = (a for a in islice(container.node.iterancestors(), 4) if a.tag in ("p", "li") and stop.text(a))
    if (text := next(around, None)) is not None:
        while (parent := container.node.getparent()) is not None and parent is not text:
            container.node = parent
        return container
    for _ in range(LEVELS):
        parent = container.node.getparent()
        if parent is None or parent.tag in _ENDS or (container.figure and container.segments):
            break
        segments = [] if _is_wrapper(parent, container) else _segments(parent, stop)
        if segments is None:
            break
        plain = plain_length(segments)
        if plain > LONGEST or (
            container.segments and parent.tag != "figure" and plain > plain_length(container.segments)
        ):
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


def plain_length(segments: list[Segment]) -> int:
    """Return the number of characters that nothing marks as a caption or credit."""
    return sum(len(s.text.strip()) for s in segments if s.says == "plain")
