"""The text of an article's blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.record.items import Block


def body_text(blocks: Iterable[Block]) -> str:
    """Return paragraphs, headings, list items, quotes, table rows and code in order, separated by blank lines."""
    return "\n\n".join(text for block in blocks for text in texts(block) if text)


def texts(block: Block) -> Iterator[str]:
    """Yield the texts of a block."""
    if block.text:
        yield block.text
    yield from block.items or ()
    for row in block.rows or ():
        yield " | ".join(cell for cell in row if cell)
