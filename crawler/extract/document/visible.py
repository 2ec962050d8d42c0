"""The visible text of an element, up to a limit."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml.html import HtmlElement

from crawler.normalize.word_tables import fold

SKIPPED = frozenset(("script", "style", "noscript", "svg", "template", "form", "button", "select", "rt", "rp", "rtc"))
"""Elements whose text is not visible, or not part of the text, such as how a word is read aloud."""


def text_of(element: HtmlElement, limit: int = 600) -> str:
    """Return the visible text of an element with white space collapsed, up to a limit in characters."""
    if not len(element):
        return fold(element.text or "")[:limit]
    lines: list[str] = []
    size = 0
    for line in _lines(element, limit):
        lines.append(line)
        size += len(line) + 1
        if size > limit:
            break
    return " ".join(lines)[:limit]


def lines_of(element: HtmlElement, limit: int = 600) -> list[str]:
    """Return the visible pieces of text inside an element with white space collapsed, up to a limit in characters."""
    return list(_lines(element, limit))


def last_texts(element: HtmlElement, most: int, skipped: Container[str] = SKIPPED) -> list[str]:
    """Return the last ``most`` texts of an element that are not blank, in document order.

    Elements with the tags ``skipped`` are left out. Only the end of the tree is walked.
    """
    found: list[str] = []
    left: list[HtmlElement | str] = [element]
    while left and len(found) < most:
        node = left.pop()
        if isinstance(node, str):
            found += [node.strip()] if node and not node.isspace() else []
        elif node.tag not in skipped:
            left.append(node.text or "")
            for child in node.iterchildren("*"):
                left += (child, child.tail or "")
    return found[::-1]


def _lines(element: HtmlElement, limit: int) -> Iterator[str]:
    size = 0
    for text in _visible(element) if len(element) else (element.text or "",):
        if not text.isspace() and (line := fold(text)):
            yield line
        size += len(text)
        if size > 4 * limit:
            return


def _visible(element: HtmlElement) -> Iterator[str]:
    if next(element.iter("style", "script", "noscript", "rt"), None) is None:
        return iter(element.itertext())
    return texts_of(element)


def texts_of(element: HtmlElement) -> Iterator[str]:
    """Yield the visible pieces of text inside an element as they are, without those of scripts, forms and buttons."""
    for node in element.iter("*"):
        if node.tag not in SKIPPED:
            yield node.text or ""
        if node is not element:
            yield node.tail or ""
