"""Recognize paragraphs that are captions by their formatting."""

from __future__ import annotations

from lxml.html import HtmlElement

_SMALL_TAGS = frozenset(("em", "i", "small", "cite"))
_BOLD_TAGS = frozenset(("strong", "b"))


def is_all_small(paragraph: HtmlElement, bold: bool = False) -> bool:
    """Return whether a paragraph is all small or italic; ``bold``: or all bold."""
    tags = _SMALL_TAGS | _BOLD_TAGS if bold else _SMALL_TAGS
    if paragraph.tag in _SMALL_TAGS:
        return True
    if paragraph.tag not in ("p", "div", "center") or not is_blank(paragraph.text):
        return False
    small = [c for c in paragraph if c.tag in tags]
    return (
        bool(small)
        and all(is_blank(c.tail) for c in paragraph)
        and all(c in small or c.tag == "br" or not "".join(c.itertext()).strip() for c in paragraph)
    )


def is_blank(text: str | None) -> bool:
    return not text or text.isspace()
