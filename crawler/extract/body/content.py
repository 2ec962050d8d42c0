"""What the body reader gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extract.body.text_block import TextBlock
from crawler.record.items import Block


@dataclass(slots=True, eq=False)
class Piece:
    """A block of the body and where the page shows it; ``None`` where it comes from the page's data."""

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
    """Where the text came from, in the words of ``Article.provenance``."""
    warnings: list[str] = field(default_factory=list)
    """What a reader should know of it."""
    text_blocks: list[TextBlock] = field(default_factory=list)
    """Every text block that the page shows."""
    kept: list[int] = field(default_factory=list)
    """The places of those that were kept."""
    confidence: float | None = None
    """The shingle F1 to be expected of its text; None where that is not known."""
