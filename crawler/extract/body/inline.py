"""Read inline elements: their text, the pictures inside them, and how much of the text is linked."""

from __future__ import annotations

from functools import cache

from lxml.html import HtmlElement

from crawler.extract.body.footnotes import LONGEST_MARK, refers_to_note
from crawler.extract.body.hidden import is_hidden
from crawler.extract.body.line_breaks import BREAK
from crawler.extract.body.shown_pictures import shows_picture
from crawler.extract.body.tags import BLOCKS, HEADINGS, INLINE, MEDIA, SKIPPED
from crawler.extract.body.text_block import MediaPlace, Walk

_LINKS_OR_RAISED = ("a", "sup")
DEEPEST = 120
"""Maximum depth; deeper elements are read as one block. No real page is deeper, and the stack is limited."""


@cache
def _kinds(furniture: frozenset[str]) -> dict[str, str]:
    """Return the kind of each tag; all other tags may hold blocks."""
    sorts = (
        ("block", BLOCKS), ("furniture", furniture), ("heading", HEADINGS), ("pre", ("pre",)), ("p", ("p",)),
        ("skipped", SKIPPED), ("media", MEDIA), ("break", ("br",)), ("inline", INLINE),
    )  # fmt: skip
    return {tag: sort for sort, tags in sorts for tag in tags}


class InlineReader:
    """Reads inline elements into the text of the block that they belong to, and their media into a :class:`.Walk`."""

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

    def inline(self, element: HtmlElement, parts: list[str], depth: int, mixed: bool = False) -> int:
        """Append the text of an inline element to ``parts``; return its number of linked characters.

        Return -1 and append nothing if the element holds a block. If it is ``mixed``, blocks inside are read as text.
        """
        text = element.text
        if element.tag == "span" and is_hidden(element, element.get("class", "")):
            return self.hidden(element)
        if not len(element):
            if (not text or text.isspace()) and shows_picture(element):
                self.media(element)
            if text:
                parts.append(text)
                return len(text) if element.tag == "a" else 0
            return 0
        if depth >= DEEPEST and (mixed or not _holds_block(element)):
            parts += element.itertext()
            return 0
        if depth >= DEEPEST or (self.holders and element in self.holders):
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

    def media(self, element: HtmlElement) -> None:
        """Record a picture or player."""
        inner = [e for e in element.iter() if e.tag == "img"] if element.tag == "picture" else None
        for found in inner or (element,):
            self.media_places.append(MediaPlace(found, len(self.text_blocks)))

    def pictures(self, element: HtmlElement) -> None:
        """Record the pictures inside an element whose text is ignored."""
        self.media_places += [MediaPlace(e, len(self.text_blocks)) for e in element.iter("img", "amp-img")]


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
