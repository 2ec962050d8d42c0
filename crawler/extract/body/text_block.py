"""What a walk over a page finds: text blocks, the boxes that they stand in, the places of pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement


@dataclass(slots=True, eq=False)
class Box:
    """An element that holds blocks."""

    element: HtmlElement
    parent: Box | None
    depth: int
    linked: bool
    """Whether it is inside a link."""
    said: str | None = None
    """Its names, once somebody has asked; few boxes are."""

    @property
    def names(self) -> str:
        """Its class and id; the page's ``body`` has none."""
        if self.said is None:
            self.said = names_of(self.element) if self.parent is not None else ""
        return self.said


@dataclass(slots=True, eq=False)
class TextBlock:
    """A block of text as it stands on the page."""

    element: HtmlElement
    tag: str
    text: str
    links: int
    """Characters inside links."""
    box: Box
    names: str
    """Class and id of a paragraph or heading of its own, else nothing."""
    lines: str = ""
    """The text with its line breaks, where it has any."""


@dataclass(slots=True, eq=False)
class MediaPlace:
    """A picture, player or frame, and the number of blocks before it."""

    element: HtmlElement
    after: int


@dataclass(slots=True, eq=False)
class Walk:
    """What a walk found."""

    text_blocks: list[TextBlock] = field(default_factory=list)
    spots: list[MediaPlace] = field(default_factory=list)


def names_of(element: HtmlElement) -> str:
    """Class and id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}"
