"""One walk over a page in document order: text blocks, and the places of pictures between them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lxml.html import HtmlElement

from crawler.extract.body.footnotes import LONGEST_MARK, refers_to_note
from crawler.extract.body.hidden import is_hidden
from crawler.extract.body.line_breaks import BREAK, lines_of, paragraphs
from crawler.extract.body.tags import BLOCKS, FURNITURE, HEADINGS, INLINE, MEDIA, SKIPPED
from crawler.extract.body.text_block import Box, MediaPlace, TextBlock, Walk, names_of

_PICTURE_WORDS = ("image", "img", "picture", "video", "youtube")
_LINKING = ("a", "sup")
_DEEPEST = 120
"""Elements nested deeper are read as one block: no page that people read is deeper, and the stack is not endless."""


def walk(
    root: HtmlElement, furniture: frozenset[str] = FURNITURE, tagged: Mapping[str, list[HtmlElement]] | None = None
) -> Walk:
    """Walk a page from its ``body``, or from its root where it has none; ``tagged`` is what the page knows by tag."""
    body = root.find("body")
    known = tagged or {"main": [*root.iter("main", "article")], "img": [*root.iter("img", "amp-img")]}
    walker = _Walker(furniture, _around(known["main"]), _around(known["img"]))
    walker.box(Box(root if body is None else body, None, 0, False))
    return walker.found


@cache
def _kinds(furniture: frozenset[str]) -> dict[str, str]:
    """What sort of thing each tag is; those that are not in it may hold blocks."""
    sorts = (
        ("block", BLOCKS), ("furniture", furniture), ("heading", HEADINGS), ("pre", ("pre",)), ("p", ("p",)),
        ("skipped", SKIPPED), ("media", MEDIA), ("break", ("br",)), ("inline", INLINE),
    )  # fmt: skip
    return {tag: sort for sort, tags in sorts for tag in tags}


class _Walker:
    def __init__(self, furniture: frozenset[str], mains: set[HtmlElement], frames: set[HtmlElement]) -> None:
        self.found = Walk()
        self.text_blocks, self.spots = self.found.text_blocks, self.found.spots
        self.kinds = _kinds(furniture)
        self.mains = mains
        """What is around a main part: a button or a menu among them has swallowed it, since the page forgot to close
        it. To search each of them costs as much as a tenth of the walk."""
        self.frames = frames
        """What is around pictures."""
        self.holders: set[HtmlElement] = set()
        """Inline elements that are known to hold blocks, or each of many nested ones would be read to its first."""

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
                if child in self.frames:
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
                elif kind != "furniture" or child in self.mains:
                    self.block(child, kind, box)
            if (text := child.tail) and (parts or not text.isspace()):
                parts.append(text)
        if parts:
            self.flush(element, parts, links, box, "")

    def block(self, child: HtmlElement, kind: str | None, box: Box) -> None:
        """Read an element that stands as a block of its own."""
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
        """Read an element that may hold blocks itself."""
        depth, tag = box.depth + 1, child.tag
        if depth > _DEEPEST:
            self.flush(child, [*child.itertext()], 0, box, "")
            return
        if "-" in tag and any(word in tag for word in _PICTURE_WORDS):
            self.spots.append(MediaPlace(child, len(self.text_blocks)))
        self.box(Box(child, box, depth, box.linked or tag == "a"))

    def media(self, element: HtmlElement) -> None:
        """Note a picture or player."""
        inner = [e for e in element.iter() if e.tag == "img"] if element.tag == "picture" else None
        for found in inner or (element,):
            self.spots.append(MediaPlace(found, len(self.text_blocks)))

    def pictures(self, element: HtmlElement) -> None:
        """Note the pictures inside an element whose text does not count."""
        self.spots += [MediaPlace(e, len(self.text_blocks)) for e in element.iter("img", "amp-img")]

    def inline(self, element: HtmlElement, parts: list[str], depth: int, mixed: bool = False) -> int:
        """Put the text of an element without blocks into ``parts``; gives the number of its characters in links.

        Where it holds a block it is no such element: gives -1, and puts nothing. In a ``mixed`` one blocks are text.
        """
        text = element.text
        if element.tag == "span" and element.attrib and is_hidden(element, element.get("class", "")):
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
        before, pictures, links = len(parts), len(self.spots), 0
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
                own = self.within(child, kind, parts, depth, mixed)
            if own < 0:
                self.holders.add(element)
                del parts[before:], self.spots[pictures:]
                return -1
            links += own
            if text := child.tail:
                parts.append(text)
        return _in_links(element, parts, before, links) if element.tag in _LINKING else links

    def hidden(self, element: HtmlElement) -> int:
        """Pass over what is not shown; its pictures count, and blocks in it are judged with the page's others."""
        if _holds_block(element):
            return -1
        if element in self.frames:
            self.pictures(element)
        return 0

    def within(self, child: HtmlElement, kind: str | None, parts: list[str], depth: int, mixed: bool) -> int:
        """Read what is no inline element itself but stands in one; takes and gives what ``inline`` does."""
        if kind == "media" or (kind == "skipped" and not (mixed and child.tag == "button" and _opens(child, parts))):
            if len(child) and not mixed and _holds_block(child):
                return -1
            if kind == "media":
                self.media(child)
            elif child in self.frames:
                self.pictures(child)
            return 0
        return self.inline(child, parts, depth + 1, mixed) if mixed or child.tag not in BLOCKS else -1

    def flush(self, element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> None:
        """End a block: its parts become one text, or several where line breaks in pairs stand for paragraphs."""
        whole, tag = "".join(parts), element.tag
        if BREAK in whole and tag not in HEADINGS:
            self.broken(element, parts, links, box, names)
        elif text := folded(whole):
            size = len(text)
            share = size if box.linked or links > size else links
            self.text_blocks.append(TextBlock(element, tag, text, share, box, names))

    def broken(self, element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> None:
        """End a block with line breaks."""
        whole = "".join(parts)
        linked = box.linked or links >= len("".join(whole.split()))
        for text in paragraphs(parts) if parts.count(BREAK) > 1 else (whole,):
            if own := folded(text):
                size = len(own)
                share = size if linked else min(links * len(text) // len(whole), size)
                lines = lines_of(text) if BREAK in text else ""
                self.text_blocks.append(TextBlock(element, element.tag, own, share, box, names, lines))


def folded(text: str) -> str:
    r"""A text with a space for all white space between two words.

    >>> folded(" the\n old  pier ")
    'the old pier'
    """
    text = text.strip()
    # What is printable has no white space but plain spaces; to ask that costs half of what splitting into words does.
    return text if "  " not in text and text.isprintable() else " ".join(text.split())


def _in_links(element: HtmlElement, parts: list[str], before: int, links: int) -> int:
    """Characters in links of a link or raised element that ends here; a mark of a note is taken out again."""
    size = sum(map(len, parts[before:]))
    if size <= LONGEST_MARK and refers_to_note(element, "".join(parts[before:])):
        del parts[before:]
        return 0
    return size if element.tag == "a" else links


def _opens(button: HtmlElement, parts: list[str]) -> bool:
    """Whether a button is the first text of a heading: it folds what is below it, and says what that is."""
    around = button.getparent()
    return around is not None and around.tag in HEADINGS and not any(part.strip() for part in parts)


def _holds_block(element: HtmlElement) -> bool:
    """Whether there is a block somewhere in an element; its few are looked at sooner than a filter is set up."""
    return any(e.tag in BLOCKS for e in element.iterdescendants())


def _around(elements: list[HtmlElement]) -> set[HtmlElement]:
    """All elements around these."""
    found: set[HtmlElement] = set()
    for element in elements:
        above = element.getparent()
        while above is not None and above not in found:
            found.add(above)
            above = above.getparent()
    return found
