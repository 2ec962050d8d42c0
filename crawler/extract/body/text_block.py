"""The result of a walk over a page: text blocks, their containers, and the places of media."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement


@dataclass(slots=True, eq=False)
class Box:
    """A container: an element that may hold text blocks."""

    element: HtmlElement
    parent: Box | None
    depth: int
    linked: bool
    """Whether it is inside a link."""
    cached_names: str | None = None
    """Its class and id once they have been read; few boxes need them."""

    @property
    def names(self) -> str:
        """Class and id; empty for the page's ``body``."""
        if self.cached_names is None:
            self.cached_names = names_of(self.element) if self.parent is not None else ""
        return self.cached_names


@dataclass(slots=True, eq=False)
class TextBlock:
    """A block of text on the page."""

    element: HtmlElement
    tag: str
    text: str
    links: int
    """Number of characters inside links."""
    box: Box
    names: str
    """Class and id of a paragraph or heading; empty for other blocks."""
    lines: str = ""
    """The text with its line breaks, if it has any."""


@dataclass(slots=True, eq=False)
class MediaPlace:
    """A picture, player or frame, and the number of text blocks before it."""

    element: HtmlElement
    after: int


@dataclass(slots=True, eq=False)
class Walk:
    """The result of a walk."""

    text_blocks: list[TextBlock] = field(default_factory=list)
    media: list[MediaPlace] = field(default_factory=list)


NO_NAMES = " "
"""The names of an element without class and id."""


def names_of(element: HtmlElement) -> str:
    """Return class and id of an element, separated by a space."""
    return f"{element.get('class', '')} {element.get('id', '')}"
