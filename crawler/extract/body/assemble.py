"""Group text blocks into pieces of the body: list items into lists, cells into tables, all others one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extract.body.content import MediaPosition, Piece
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, MediaPlace, TextBlock
from crawler.record.items import Block

_CELLS = frozenset(("li", "td", "th"))
_ROWS = frozenset(("tr",))
_LISTS = frozenset(("ul", "ol"))
_LONG_CELL = 250
"""Length in characters above which a cell rarely holds data."""
_OWNERS = frozenset(("table", "blockquote", "pre", *_LISTS))

Context = tuple[HtmlElement | None, HtmlElement | None, HtmlElement | None]
"""The list, table or quote that contains a block, its cell and its row."""


class Assembly:
    """The pieces built from the kept blocks, and how many of them precede each block."""

    def __init__(self, text_blocks: list[TextBlock], kept: Sequence[int]) -> None:
        self.pieces: list[Piece] = []
        self._starts: list[int] = []
        self._cell: HtmlElement | None = None
        self._row: HtmlElement | None = None
        self._quote: HtmlElement | None = None
        places = set(kept)
        self._layouts = _layouts([text_blocks[place] for place in kept])
        self._known: dict[Box, Context] = {}
        for place, text_block in enumerate(text_blocks):
            self._starts.append(len(self.pieces))
            if place in places:
                self._add(text_block)
        self._starts.append(len(self.pieces))

    def media(self, places: Sequence[MediaPlace]) -> list[MediaPosition]:
        """Return the media places of a walk, counted in pieces instead of blocks."""
        return [MediaPosition(s.element, self._starts[s.after]) for s in places]

    def _add(self, text_block: TextBlock) -> None:
        owner, cell, row = self._context(text_block.box)
        if text_block.tag in HEADINGS or text_block.tag == "pre":
            owner = text_block.element if text_block.tag == "pre" else None
        last = self.pieces[-1] if self.pieces else None
        if last is not None and owner is not None and owner is self._quote and _is_cite(owner, text_block.text):
            last.block.cite = text_block.text
            return
        self._quote = owner if owner is not None and owner.tag == "blockquote" else None
        if owner is None or text_block.tag == "pre":
            self.pieces.append(Piece(text_block.element, _plain(text_block)))
        elif owner.tag != "blockquote" and last is not None and last.element is owner:
            _extend(last.block, text_block, cell is self._cell, row is self._row)
        else:
            self.pieces.append(
                Piece(text_block.element if owner.tag == "blockquote" else owner, _first(owner, text_block))
            )
        self._cell, self._row = cell, row

    def _context(self, box: Box) -> Context:
        """Return the nearest list, table or quote that contains a box, and its cell and row."""
        found = self._known.get(box)
        if found is None:
            element, tag = box.element, box.element.tag
            owner, cell, row = self._context(box.parent) if box.parent is not None else (None, None, None)
            if tag in _OWNERS and element not in self._layouts:
                owner = element
            found = self._known[box] = owner, element if tag in _CELLS else cell, element if tag in _ROWS else row
        return found


def _layouts(text_blocks: list[TextBlock]) -> set[HtmlElement]:
    """Return the layout tables: those with a single text, or a cell with paragraphs or several texts."""
    per_box = Counter(text_block.box for text_block in text_blocks)
    revealing = (
        r for r in text_blocks if r.tag == "p" or len(r.text) > _LONG_CELL or (per_box[r.box] > 1 and r.tag == "td")
    )
    known: dict[Box, list[HtmlElement]] = {}
    found = {table for text_block in revealing for table in _tables(text_block, known)}
    nearest = Counter(tables[0] for text_block in text_blocks if (tables := _tables(text_block, known)))
    return found | {table for table, texts in nearest.items() if texts == 1}


def _tables(text_block: TextBlock, known: dict[Box, list[HtmlElement]]) -> list[HtmlElement]:
    """Return the tables around a block, nearest first; ``known`` caches those of the boxes seen so far."""
    around = _tables_of(text_block.box, known)
    return around[1:] if around and around[0] is text_block.element else around


def _tables_of(box: Box, known: dict[Box, list[HtmlElement]]) -> list[HtmlElement]:
    found = known.get(box)
    if found is None:
        above = _tables_of(box.parent, known) if box.parent is not None else []
        found = known[box] = [box.element, *above] if box.element.tag == "table" else above
    return found


def _is_cite(quote: HtmlElement, text: str) -> bool:
    """Return whether a text is the source of the quote: the ``cite`` element holds exactly that text."""
    return any(" ".join("".join(cite.itertext()).split()) == text for cite in quote.iter("cite"))


def _plain(text_block: TextBlock) -> Block:
    if level := HEADINGS.get(text_block.tag):
        return Block("heading", level=level, text=text_block.text)
    return Block("code" if text_block.tag == "pre" else "paragraph", text=text_block.lines or text_block.text)


def _first(owner: HtmlElement, text_block: TextBlock) -> Block:
    """Return the first block of a quote, table or list. A cell is a single line."""
    if owner.tag == "blockquote":
        return Block("quote", text=text_block.lines or text_block.text)
    if owner.tag == "table":
        return Block("table", rows=[[text_block.text]])
    return Block("list", ordered=owner.tag == "ol", items=[text_block.lines or text_block.text])


def _extend(block: Block, text_block: TextBlock, same_cell: bool, same_row: bool) -> None:
    """Add a text to the last item or cell, to a new one, or to a new row."""
    if block.items is not None:
        _add_to(block.items, text_block.lines or text_block.text, same_cell)
    elif block.rows is not None:
        if same_row:
            _add_to(block.rows[-1], text_block.text, same_cell)
        else:
            block.rows.append([text_block.text])


def _add_to(texts: list[str], text: str, same: bool) -> None:
    if same:
        texts[-1] += f" {text}"
    else:
        texts.append(text)
