"""The parts of a block, as a walk collects them, joined into text blocks."""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extract.body.line_breaks import BREAK, lines_of, paragraphs
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, TextBlock
from crawler.normalize.word_tables import fold


def to_text_blocks(element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> list[TextBlock]:
    """Join the parts of a block into one text block, or several where two line breaks separate paragraphs.

    ``links`` is the number of linked characters; the result is empty if the parts are only white space.
    """
    whole, tag = "".join(parts), element.tag
    if BREAK in whole and tag not in HEADINGS:
        return _with_line_breaks(element, parts, links, box, names)
    if not (text := fold(whole)):
        return []
    size = len(text)
    share = size if box.linked or links > size else links
    return [TextBlock(element, tag, text, share, box, names)]


def _with_line_breaks(element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> list[TextBlock]:
    """Join parts that contain line breaks."""
    whole = "".join(parts)
    linked = box.linked or links >= len("".join(whole.split()))
    found = []
    for text in paragraphs(parts) if parts.count(BREAK) > 1 else (whole,):
        if own := fold(text):
            size = len(own)
            share = size if linked else min(links * len(text) // len(whole), size)
            lines = lines_of(text) if BREAK in text else ""
            found.append(TextBlock(element, element.tag, own, share, box, names, lines))
    return found
