"""Read the texts of an image: those in its container, else those of its neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from crawler.extract.images.caption_paragraphs import is_all_small
from crawler.extract.images.class_vocabulary import Kinds
from crawler.extract.images.container import (
    LEVELS,
    LONGEST,
    SHORT,
    TIGHT,
    ImageContainer,
    Limits,
    LooksLikeCredit,
    find_container,
    plain_length,
)
from crawler.extract.images.segment_text import join, repeats
from crawler.extract.images.segments import HEADINGS, Segment, TooMuchContent, segments_of
from crawler.normalize.credits.inline import captioned

_MOST = 200
"""Most children at each end of a figure among which its caption is looked for."""


def read_container(
    element: HtmlElement, hints: frozenset[str], stop: Limits, looks_like_credit: LooksLikeCredit
) -> ImageContainer:
    """Return the container of an image; if it has no text, with the texts that follow it."""
    container = find_container(element, stop)
    if not {"caption", "credit"} <= {s.says for s in container.segments}:
        _add_neighbours(container, hints, stop, looks_like_credit)
    if not container.segments:
        _add_shared(container, stop.kinds)
    return container


def _add_neighbours(
    container: ImageContainer, hints: frozenset[str], stop: Limits, looks_like_credit: LooksLikeCredit
) -> None:
    """Add the texts after the container that are marked as a caption or credit, or can be nothing else."""
    parent = container.node.getparent()
    if parent is not None and parent.tag == "p" and not container.segments and is_all_small(parent, bold=True):
        bold = _inside(parent, stop.kinds)
        if plain_length(bold) <= TIGHT:
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
    figure = next((a for a in islice(container.node.iterancestors(), LEVELS) if a.tag == "figure"), None)
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
    if sibling.tag in HEADINGS or len(text) > LONGEST:
        return []
    if len(text) <= SHORT and looks_like_credit(text):
        return [Segment(text, "credit" if spoken else "caption", sibling, True)]
    if spoken or not (is_all_small(sibling) or repeats(text, hints) or captioned(text)):
        return []
    return [Segment(s.text, "caption", s.element, s.gap) for s in segments]
