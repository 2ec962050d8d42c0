"""Runs of text → pieces of the body: items to lists, cells to tables, the rest one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extract.body.content import MediaSpot, Piece
from crawler.extract.body.tags import HEADINGS
from crawler.extract.body.text_block import Box, Run, Spot
from crawler.record.items import Block

_CELLS = frozenset(("li", "td", "th"))
_ROWS = frozenset(("tr",))
_LISTS = frozenset(("ul", "ol"))
_LONG_CELL = 250
"""Characters that a cell of data hardly holds."""
_OWNERS = frozenset(("table", "blockquote", "pre", *_LISTS))

Stand = tuple[HtmlElement | None, HtmlElement | None, HtmlElement | None]
"""The list, table or quote that a run is part of, its cell, its row."""


class Assembly:
    """The pieces of the kept runs, and how many of them stand before each run."""

    def __init__(self, runs: list[Run], kept: Sequence[int]) -> None:
        self.pieces: list[Piece] = []
        self._starts: list[int] = []
        self._cell: HtmlElement | None = None
        self._row: HtmlElement | None = None
        self._quote: HtmlElement | None = None
        places = set(kept)
        self._layouts = _layouts([runs[place] for place in kept])
        self._known: dict[Box, Stand] = {}
        for place, run in enumerate(runs):
            self._starts.append(len(self.pieces))
            if place in places:
                self._add(run)
        self._starts.append(len(self.pieces))

    def media(self, spots: Sequence[Spot]) -> list[MediaSpot]:
        """The spots of a walk counted in pieces."""
        return [MediaSpot(s.element, self._starts[s.after]) for s in spots]

    def _add(self, run: Run) -> None:
        owner, cell, row = self._stand(run.box)
        if run.tag in HEADINGS or run.tag == "pre":
            owner = run.element if run.tag == "pre" else None
        last = self.pieces[-1] if self.pieces else None
        if last is not None and owner is not None and owner is self._quote and _is_cite(owner, run.text):
            last.block.cite = run.text
            return
        self._quote = owner if owner is not None and owner.tag == "blockquote" else None
        if owner is None or run.tag == "pre":
            self.pieces.append(Piece(run.element, _plain(run)))
        elif owner.tag != "blockquote" and last is not None and last.element is owner:
            _extend(last.block, run, cell is self._cell, row is self._row)
        else:
            self.pieces.append(Piece(run.element if owner.tag == "blockquote" else owner, _first(owner, run)))
        self._cell, self._row = cell, row

    def _stand(self, box: Box) -> Stand:
        """The nearest list, table or quote that a box is part of, and its cell and row."""
        found = self._known.get(box)
        if found is None:
            element, tag = box.element, box.element.tag
            owner, cell, row = self._stand(box.parent) if box.parent is not None else (None, None, None)
            if tag in _OWNERS and element not in self._layouts:
                owner = element
            found = self._known[box] = owner, element if tag in _CELLS else cell, element if tag in _ROWS else row
        return found


def _layouts(runs: list[Run]) -> set[HtmlElement]:
    """The tables that lay out a page and hold no data: of one text, or with a cell of paragraphs or several texts."""
    per_box = Counter(run.box for run in runs)
    telling = (r for r in runs if r.tag == "p" or len(r.text) > _LONG_CELL or (per_box[r.box] > 1 and r.tag == "td"))
    known: dict[Box, list[HtmlElement]] = {}
    found = {table for run in telling for table in _tables(run, known)}
    nearest = Counter(tables[0] for run in runs if (tables := _tables(run, known)))
    return found | {table for table, texts in nearest.items() if texts == 1}


def _tables(run: Run, known: dict[Box, list[HtmlElement]]) -> list[HtmlElement]:
    """The tables around a run, the nearest first; ``known`` are those around the boxes met so far."""
    around = _tables_of(run.box, known)
    return around[1:] if around and around[0] is run.element else around


def _tables_of(box: Box, known: dict[Box, list[HtmlElement]]) -> list[HtmlElement]:
    found = known.get(box)
    if found is None:
        above = _tables_of(box.parent, known) if box.parent is not None else []
        found = known[box] = [box.element, *above] if box.element.tag == "table" else above
    return found


def _is_cite(quote: HtmlElement, text: str) -> bool:
    """Whether a text says who is quoted: the quote's ``cite`` element holds it."""
    return any(" ".join("".join(cite.itertext()).split()) == text for cite in quote.iter("cite"))


def _plain(run: Run) -> Block:
    if level := HEADINGS.get(run.tag):
        return Block("heading", level=level, text=run.text)
    return Block("code" if run.tag == "pre" else "paragraph", text=run.lines or run.text)


def _first(owner: HtmlElement, run: Run) -> Block:
    """The block that a quote, table or list begins with; a cell is one line, as its row is."""
    if owner.tag == "blockquote":
        return Block("quote", text=run.lines or run.text)
    if owner.tag == "table":
        return Block("table", rows=[[run.text]])
    return Block("list", ordered=owner.tag == "ol", items=[run.lines or run.text])


def _extend(block: Block, run: Run, same_cell: bool, same_row: bool) -> None:
    """Add a text to the last item or cell, to a new one, or to a new row."""
    if block.items is not None:
        _add_to(block.items, run.lines or run.text, same_cell)
    elif block.rows is not None:
        if same_row:
            _add_to(block.rows[-1], run.text, same_cell)
        else:
            block.rows.append([run.text])


def _add_to(texts: list[str], text: str, same: bool) -> None:
    if same:
        texts[-1] += f" {text}"
    else:
        texts.append(text)
