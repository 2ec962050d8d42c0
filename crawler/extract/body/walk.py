"""Walk a page in document order: text blocks, and the places of media between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lxml.html import HtmlElement

from crawler.extract.body.footnotes import LONGEST_MARK, refers_to_note
from crawler.extract.body.hidden import is_hidden
from crawler.extract.body.line_breaks import BREAK
from crawler.extract.body.tags import BLOCKS, FURNITURE, HEADINGS, INLINE, MEDIA, SKIPPED
from crawler.extract.body.text_block import Box, MediaPlace, TextBlock, Walk, names_of
from crawler.extract.body.to_text_blocks import to_text_blocks

_MEDIA_WORDS = ("image", "img", "picture", "video", "youtube")
_LINKS_OR_RAISED = ("a", "sup")
_DEEPEST = 120
"""Maximum depth; deeper elements are read as one block. No real page is deeper, and the stack is limited."""


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


def _is_background(style: str | None) -> bool:
    """Whether an empty element shows a picture behind it."""
    return style is not None and "background" in style and "url(" in style


@cache
def _kinds(furniture: frozenset[str]) -> dict[str, str]:
    """Return the kind of each tag; all other tags may hold blocks."""
    sorts = (
        ("block", BLOCKS), ("furniture", furniture), ("heading", HEADINGS), ("pre", ("pre",)), ("p", ("p",)),
        ("skipped", SKIPPED), ("media", MEDIA), ("break", ("br",)), ("inline", INLINE),
    )  # fmt: skip
    return {tag: sort for sort, tags in sorts for tag in tags}


class _Walker:
    def __init__(self, furniture: frozenset[str], mains: set[HtmlElement], pictured: set[HtmlElement]) -> None:
        self.found = Walk()
        self.text_blocks, self.media_places = self.found.text_blocks, self.found.media
        self.kinds = _kinds(furniture)
        self.mains = mains
        """Ancestors of main parts: a button or menu among them is unclosed and has swallowed the article. Searching
        each element for main parts would cost a tenth of the walk."""
        self.pictured = pictured
        """Ancestors of pictures."""
        self.holders: set[HtmlElement] = set()
        """Inline elements known to hold blocks; without it, nested ones would be read again and again."""

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
                if kind == "block" and depth < _DEEPEST:
                    if len(child):
                        self.box(Box(child, box, depth + 1, box.linked))
                    elif (text := child.text) and not text.isspace():
                        self.flush(child, [text], 0, Box(child, box, depth + 1, box.linked), "")
                    elif _is_background(child.get("style")):
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
        if depth > _DEEPEST:
            self.flush(child, [*child.itertext()], 0, box, "")
            return
        if "-" in tag and any(word in tag for word in _MEDIA_WORDS):
            self.media_places.append(MediaPlace(child, len(self.text_blocks)))
        self.box(Box(child, box, depth, box.linked or tag == "a"))

    def media(self, element: HtmlElement) -> None:
        """Record a picture or player."""
        inner = [e for e in element.iter() if e.tag == "img"] if element.tag == "picture" else None
        for found in inner or (element,):
            self.media_places.append(MediaPlace(found, len(self.text_blocks)))

    def pictures(self, element: HtmlElement) -> None:
        """Record the pictures inside an element whose text is ignored."""
        self.media_places += [MediaPlace(e, len(self.text_blocks)) for e in element.iter("img", "amp-img")]

    def inline(self, element: HtmlElement, parts: list[str], depth: int, mixed: bool = False) -> int:
        """Append the text of an inline element to ``parts``; return its number of linked characters.

        Return -1 and append nothing if the element holds a block. If it is ``mixed``, blocks inside are read as text.
        """
        text = element.text
        if element.tag == "span" and is_hidden(element, element.get("class", "")):
            return self.hidden(element)
        if not len(element):
            if text:
                parts.append(text)
                return len(text) if element.tag == "a" else 0
            return 0
        if depth >= _DEEPEST and (mixed or not _holds_block(element)):
            parts += element.itertext()
            return 0
        if depth >= _DEEPEST or (self.holders and element in self.holders):
            return -1
        before, pictures, links = len(parts), len(self.media_places), 0
        if text:
            parts.append(text)
        for child in element[:]:
            kind = self.kinds.get(child.tag)
            if kind == "inline":
                own = self.inline(child, parts, depth + 1, mixed)
            elif kind == "break":
                parts.append(BREAK)
                own = 0
            else:
                own = self.nested(child, kind, parts, depth, mixed)
            if own < 0:
                self.holders.add(element)
                del parts[before:], self.media_places[pictures:]
                return -1
            links += own
            if text := child.tail:
                parts.append(text)
        return _in_links(element, parts, before, links) if element.tag in _LINKS_OR_RAISED else links

    def hidden(self, element: HtmlElement) -> int:
        """Skip a hidden element; its pictures count. Return -1 if it holds blocks, which are judged with the others."""
        if _holds_block(element):
            return -1
        if element in self.pictured:
            self.pictures(element)
        return 0

    def nested(self, child: HtmlElement, kind: str | None, parts: list[str], depth: int, mixed: bool) -> int:
        """Read an element inside an inline one that is not inline itself; arguments and result as for ``inline``."""
        if kind == "media" or (
            kind == "skipped" and not (mixed and child.tag == "button" and _folds_section(child, parts))
        ):
            if len(child) and not mixed and _holds_block(child):
                return -1
            if kind == "media":
                self.media(child)
            elif child in self.pictured:
                self.pictures(child)
            return 0
        return self.inline(child, parts, depth + 1, mixed) if mixed or child.tag not in BLOCKS else -1

    def flush(self, element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> None:
        """End a block with these parts."""
        self.text_blocks += to_text_blocks(element, parts, links, box, names)


def _in_links(element: HtmlElement, parts: list[str], before: int, links: int) -> int:
    """Return the linked characters of a link or superscript that ends here; remove a footnote mark from ``parts``."""
    size = sum(map(len, parts[before:]))
    if size <= LONGEST_MARK and refers_to_note(element, "".join(parts[before:])):
        del parts[before:]
        return 0
    return size if element.tag == "a" else links


def _folds_section(button: HtmlElement, parts: list[str]) -> bool:
    """Return whether a button is the first text of a heading: it folds the section below and is its title."""
    around = button.getparent()
    return around is not None and around.tag in HEADINGS and not any(part.strip() for part in parts)


def _holds_block(element: HtmlElement) -> bool:
    """Return whether an element contains a block; iterating is faster here than setting up a filter."""
    return any(e.tag in BLOCKS for e in element.iterdescendants())


def _ancestors(elements: list[HtmlElement]) -> set[HtmlElement]:
    """Return all ancestors of these elements."""
    found: set[HtmlElement] = set()
    for element in elements:
        above = element.getparent()
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found
