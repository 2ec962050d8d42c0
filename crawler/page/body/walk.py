"""One walk over a page in document order: runs of text, and the places of pictures between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.page.body.breaks import BREAK, lines_of, paragraphs

SKIPPED = frozenset(
    "script style template svg math head button select option textarea object map dialog datalist input canvas "
    "noscript".split()
)
"""Elements whose text is no article's; pictures inside them count."""
FURNITURE = frozenset("nav footer menu".split())
"""Elements whose text is never an article's; pictures in them are none of its pictures."""
MEDIA = frozenset("img amp-img picture iframe video audio embed amp-video amp-iframe amp-youtube".split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    "p div section article main aside header footer nav ul ol li dl dt dd table tbody thead tfoot tr td th h1 h2 h3 h4 "
    "h5 h6 blockquote pre figure figcaption form fieldset address hr center details summary".split()
)
_INLINE = frozenset(
    "a span b strong i em u s small sub sup font q cite abbr time mark code kbd samp var bdi bdo big tt ins del strike "
    "acronym dfn data ruby rt rb rp wbr nobr label".split()
)
_PICTURE_WORDS = ("image", "img", "picture", "video", "youtube")
_DEEPEST = 120
"""Elements nested deeper are read as one run: no page that people read is deeper, and Python's stack is not endless."""


@dataclass(slots=True, eq=False)
class Box:
    """An element that holds blocks."""

    element: HtmlElement
    parent: Box | None
    depth: int
    linked: bool
    """Whether it is inside a link."""
    said: str | None = None
    """Its names, once somebody has asked; few boxes are."""

    @property
    def names(self) -> str:
        """Its class and id; the page's ``body`` has none."""
        if self.said is None:
            self.said = names_of(self.element) if self.parent is not None else ""
        return self.said


@dataclass(slots=True, eq=False)
class Run:
    """A block of text as it stands on the page."""

    element: HtmlElement
    tag: str
    text: str
    links: int
    """Characters inside links."""
    box: Box
    names: str
    """Class and id of a paragraph or heading of its own, else nothing."""
    lines: str = ""
    """The text with its line breaks, where it has any."""


@dataclass(slots=True, eq=False)
class Spot:
    """A picture, player or frame, and the number of runs before it."""

    element: HtmlElement
    after: int


@dataclass(slots=True, eq=False)
class Walk:
    """What a walk found."""

    runs: list[Run] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def names_of(element: HtmlElement) -> str:
    """Class and id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}"


def walk(root: HtmlElement, furniture: frozenset[str] = FURNITURE, skipped: frozenset[str] = SKIPPED) -> Walk:
    """Walk a page from its ``body``, or from its root where it has none."""
    body = root.find("body")
    start = root if body is None else body
    walker = _Walker(furniture, skipped)
    walker.box(start, Box(start, None, 0, False))
    return walker.found


@lru_cache
def _kinds(furniture: frozenset[str], skipped: frozenset[str]) -> dict[str, str]:
    """What sort of thing each tag is; those that are not in it may hold blocks."""
    sorts = (
        ("furniture", furniture), ("heading", HEADINGS), ("pre", ("pre",)), ("p", ("p",)), ("skipped", skipped),
        ("media", MEDIA), ("break", ("br",)), ("inline", _INLINE),
    )  # fmt: skip
    return {tag: sort for sort, tags in sorts for tag in tags}


class _Walker:
    def __init__(self, furniture: frozenset[str], skipped: frozenset[str]) -> None:
        self.found = Walk()
        self.runs, self.spots = self.found.runs, self.found.spots
        self.kinds = _kinds(furniture, skipped)
        self.holders: set[HtmlElement] = set()

    def box(self, element: HtmlElement, box: Box) -> None:
        """Read the children of an element that may hold blocks."""
        text, links, kinds = element.text, 0, self.kinds
        parts = [text] if text and not text.isspace() else []
        for child in element[:]:  # a slice costs half of what an iterator does
            kind = kinds.get(child.tag)
            if kind is None:
                if parts:
                    self.flush(element, parts, links, box, "")
                    parts, links = [], 0
                self.deeper(child, box)
            elif kind == "inline" and not (len(child) and self.holds_blocks(child)):
                links += self.inline(child, parts, box.depth)
            elif kind == "break":
                parts.append(BREAK)
            elif kind == "media":
                self.media(child)
            elif kind == "skipped" and not (len(child) and _holds_article(child)):
                if len(child):
                    self.pictures(child)
            else:
                if parts:
                    self.flush(element, parts, links, box, "")
                    parts, links = [], 0
                if kind != "furniture" or _holds_article(child):
                    self.block(child, kind, box)
            if (text := child.tail) and (parts or not text.isspace()):
                parts.append(text)
        if parts:
            self.flush(element, parts, links, box, "")

    def block(self, child: HtmlElement, kind: str, box: Box) -> None:
        """Read an element that stands as a block of its own."""
        if kind == "pre":
            text = "".join(child.itertext()).strip("\n")
            if text.strip():
                self.runs.append(Run(child, child.tag, text, 0, box, names_of(child)))
        elif kind == "heading" or (kind == "p" and not (len(child) and self.holds_blocks(child))):
            parts: list[str] = []
            links = self.inline(child, parts, box.depth)
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
            self.spots.append(Spot(child, len(self.runs)))
        if len(child):
            self.box(child, Box(child, box, depth, box.linked or tag == "a"))
        elif (text := child.text) and not text.isspace():
            self.flush(child, [text], 0, Box(child, box, depth, box.linked or tag == "a"), "")

    def holds_blocks(self, element: HtmlElement) -> bool:
        """Whether there is a block somewhere in an element."""
        if element in self.holders:
            return True
        # Most have few descendants, and libxml2's own filter by tags is dear to set up.
        found = next((e for e in element.iterdescendants() if e.tag in BLOCKS), None)
        if found is None:
            return False
        for above in found.iterancestors():  # noted, or each of many nested elements would be searched to its end
            if above is element:
                break
            self.holders.add(above)
        return True

    def media(self, element: HtmlElement) -> None:
        """Note a picture or player."""
        inner = [*element.iter("img")] if element.tag == "picture" else ()
        self.spots += [Spot(e, len(self.runs)) for e in inner or (element,)]

    def pictures(self, element: HtmlElement) -> None:
        """Note the pictures inside an element whose text does not count."""
        self.spots += [Spot(e, len(self.runs)) for e in element.iter("img", "amp-img")]

    def inline(self, element: HtmlElement, parts: list[str], depth: int) -> int:
        """Put the text of an element without blocks into ``parts``; gives the number of its characters in links."""
        text = element.text
        if not len(element):
            if text:
                parts.append(text)
                return len(text) if element.tag == "a" else 0
            return 0
        if depth >= _DEEPEST:
            parts += element.itertext()
            return 0
        before, links = len(parts), 0
        if text:
            parts.append(text)
        for child in element[:]:
            kind = self.kinds.get(child.tag)
            if kind == "break":
                parts.append(BREAK)
            elif kind == "media":
                self.media(child)
            elif kind == "skipped" and not (child.tag == "button" and _opens(element, parts)):
                if len(child):
                    self.pictures(child)
            else:
                links += self.inline(child, parts, depth + 1)
            if text := child.tail:
                parts.append(text)
        return sum(map(len, parts[before:])) if element.tag == "a" else links

    def flush(self, element: HtmlElement, parts: list[str], links: int, box: Box, names: str) -> None:
        """End a run: its parts become one text, or several where line breaks in pairs stand for paragraphs."""
        whole, tag = "".join(parts), element.tag
        breaks = BREAK in whole and tag not in HEADINGS
        for text in paragraphs(parts) if breaks and parts.count(BREAK) > 1 else (whole,):
            if folded := " ".join(text.split()):
                size = len(folded)
                share = size if box.linked else min(links * len(text) // len(whole), size) if links else 0
                lines = lines_of(text) if breaks and BREAK in text else ""
                self.runs.append(Run(element, tag, folded, share, box, names, lines))


def _opens(element: HtmlElement, parts: list[str]) -> bool:
    """Whether a heading has no text yet: a button that opens it folds what is below it, and says what that is."""
    return element.tag in HEADINGS and not any(part.strip() for part in parts)


def _holds_article(element: HtmlElement) -> bool:
    """Whether a button or a menu that the page forgot to close has swallowed its main part."""
    return next(element.iterdescendants("main", "article"), None) is not None
