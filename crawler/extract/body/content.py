"""The result of body extraction."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extract.body.text_block import TextBlock
from crawler.record.items import Block


@dataclass(slots=True, eq=False)
class Piece:
    """A block of the body and its DOM element; None if it comes from embedded data."""

    element: HtmlElement | None
    block: Block


@dataclass(slots=True, eq=False)
class MediaPosition:
    """A picture, player or frame of the page, and the number of pieces before it."""

    element: HtmlElement
    after: int


@dataclass(slots=True)
class Body:
    """The body of a page."""

    pieces: list[Piece] = field(default_factory=list)
    """Its blocks in reading order."""
    media: list[MediaPosition] = field(default_factory=list)
    """Every picture, player and frame of the page in document order, whether the article's or not."""
    origin: str = "dom"
    """Where the text comes from: a value of ``Article.provenance``."""
    warnings: list[str] = field(default_factory=list)
    """Warnings for ``Article.warnings``."""
    text_blocks: list[TextBlock] = field(default_factory=list)
    """Every visible text block of the page."""
    kept: list[int] = field(default_factory=list)
    """Indices of the blocks that belong to the article."""
    confidence: float | None = None
    """Expected shingle F1 of the text, 0 to 1; None if unknown."""
