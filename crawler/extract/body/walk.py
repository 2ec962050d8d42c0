"""Walk a page in document order: text blocks, and the places of media between them."""

from __future__ import annotations

from collections.abc import Mapping

from lxml.html import HtmlElement

from crawler.extract.body.inline import DEEPEST, InlineReader
from crawler.extract.body.line_breaks import BREAK
from crawler.extract.body.shown_pictures import shows_background, shows_picture
from crawler.extract.body.tags import FURNITURE
from crawler.extract.body.text_block import Box, MediaPlace, TextBlock, Walk, names_of
from crawler.extract.body.to_text_blocks import to_text_blocks

_MEDIA_WORDS = ("image", "img", "picture", "video", "youtube")


def walk(
    root: HtmlElement, furniture: frozenset[str] = FURNITURE, tagged: Mapping[str, list[HtmlElement]] | None = None
) -> Walk:
    """Walk a page from its ``body``, or from its root if it has none.

    ``tagged`` maps ``main`` and ``img`` to the page's elements, if they are known.
    """
    body = root.find("body")
    known = tagged or {"main": [*root.iter("main", "article")], "img": [*root.iter("img", "amp-img")]}
    walker = _Walker(furniture, _ancestors(known["main"]), _ancestors(known["img"]))
    walker.box(Box(root if body is None else body, None, 0, False))
    return walker.found


class _Walker(InlineReader):
    """Reads blocks; inline elements as its base class does."""

    def box(self, box: Box) -> None:
        """Read the children of an element that may hold blocks."""
        element, depth, kinds = box.element, box.depth, self.kinds
        text, links = element.text, 0
        parts = [text] if text and not text.isspace() else []
        for child in element[:]:  # a slice costs half of what an iterator does
            kind = kinds.get(child.tag)
            if kind == "inline" and (own := self.inline(child, parts, depth)) >= 0:
                links += own
            elif kind == "break":
                parts.append(BREAK)
            elif kind == "media":
                self.media(child)
            elif kind == "skipped" and child not in self.mains:
                if child in self.pictured:
                    self.pictures(child)
            else:
                if parts:
                    self.flush(element, parts, links, box, "")
                    parts, links = [], 0
                if kind == "block" and depth < DEEPEST:
                    if len(child):
                        if child.get("style") and shows_background(child):
                            self.media(child)
                        self.box(Box(child, box, depth + 1, box.linked))
                    elif (text := child.text) and not text.isspace():
                        self.flush(child, [text], 0, Box(child, box, depth + 1, box.linked), "")
                    elif shows_picture(child):
                        self.media(child)
                elif kind != "furniture" or child in self.mains:
                    self.block(child, kind, box)
            if (text := child.tail) and (parts or not text.isspace()):
                parts.append(text)
        if parts:
            self.flush(element, parts, links, box, "")

    def block(self, child: HtmlElement, kind: str | None, box: Box) -> None:
        """Read an element that is a block of its own."""
        parts: list[str] = []
        if kind == "pre":
            text = "".join(child.itertext()).strip("\n")
            if text.strip():
                self.text_blocks.append(TextBlock(child, child.tag, text, 0, box, names_of(child)))
        elif (kind == "p" or kind == "heading") and (
            links := self.inline(child, parts, box.depth, kind == "heading")
        ) >= 0:
            if parts:
                self.flush(child, parts, links, box, names_of(child))
        else:
            self.deeper(child, box)

    def deeper(self, child: HtmlElement, box: Box) -> None:
        """Read an element that may itself hold blocks."""
        depth, tag = box.depth + 1, child.tag
        if depth > DEEPEST:
            self.flush(child, [*child.itertext()], 0, box, "")
            return
        if "-" in tag and any(word in tag for word in _MEDIA_WORDS):
            self.media_places.append(MediaPlace(child, len(self.text_blocks)))
        self.box(Box(child, box, depth, box.linked or tag == "a"))

    def flush(self, element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> None:
        """End a block with these parts."""
        self.text_blocks += to_text_blocks(element, parts, links, box, names)


def _ancestors(elements: list[HtmlElement]) -> set[HtmlElement]:
    """Return all ancestors of these elements."""
    found: set[HtmlElement] = set()
    for element in elements:
        above = element.getparent()
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found
