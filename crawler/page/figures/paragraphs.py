"""Paragraphs that by their type alone are captions."""

from __future__ import annotations

from lxml.html import HtmlElement

_SMALL_TAGS = frozenset(("em", "i", "small", "cite"))
_SHORT = 90


def is_all_small(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is all in small or slanted type."""
    if paragraph.tag in _SMALL_TAGS:
        return True
    if paragraph.tag not in ("p", "div", "center") or not is_blank(paragraph.text):
        return False
    small = [c for c in paragraph if c.tag in _SMALL_TAGS]
    return (
        bool(small)
        and all(is_blank(c.tail) for c in paragraph)
        and all(c in small or c.tag == "br" or not "".join(c.itertext()).strip() for c in paragraph)
    )


def is_bold_sentence(paragraph: HtmlElement, text: str) -> bool:
    """Whether a paragraph is one short bold sentence; a subhead has no full stop."""
    return (
        paragraph.tag == "p"
        and len(paragraph) == 1
        and paragraph[0].tag in ("strong", "b")
        and is_blank(paragraph.text)
        and is_blank(paragraph[0].tail)
        and len(text) <= _SHORT
        and text[-1:] in ".。"
    )


def is_blank(text: str | None) -> bool:
    return not text or text.isspace()
