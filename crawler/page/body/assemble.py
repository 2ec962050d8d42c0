"""Runs of text → pieces of the body: items to lists, cells to tables, the rest one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.items import Block
from crawler.page.body.piece import MediaSpot, Piece
from crawler.page.body.walk import HEADINGS, Box, Run, Spot

_LISTS = frozenset(("ul", "ol"))
_LONG_CELL = 250
"""Characters that a cell of data hardly holds."""
_OWNERS = frozenset(("table", "blockquote", "pre", *_LISTS))


class Assembly:
    """The pieces of the kept runs, and how many of them stand before each run."""

    def __init__(self, runs: list[Run], kept: Sequence[int]) -> None:
        self.pieces: list[Piece] = []
        self._starts: list[int] = []
        self._items: dict[HtmlElement, list[str]] = {}
        self._before = 0
        places = set(kept)
        self._layouts = _layouts([runs[place] for place in kept])
        for place, run in enumerate(runs):
            self._starts.append(len(self.pieces))
            if place in places:
                self._add(run)
        self._starts.append(len(self.pieces))

    def media(self, spots: Sequence[Spot]) -> list[MediaSpot]:
        """The spots of a walk counted in pieces."""
        return [MediaSpot(s.element, self._starts[s.after]) for s in spots]

    def _add(self, run: Run) -> None:
        owner = _owner(run, self._layouts)
        last = self.pieces[-1] if self.pieces else None
        if owner is None or owner.tag == "pre":
            self.pieces.append(Piece(run.element, _plain(run)))
        elif last is not None and last.element is owner and owner.tag != "blockquote":
            _extend(last.block, run)
        elif owner.tag == "blockquote":
            self.pieces.append(Piece(run.element, Block("quote", text=run.text)))
        elif owner.tag == "table":
            self.pieces.append(Piece(owner, Block("table", rows=[])))
            _extend(self.pieces[-1].block, run)
        else:
            self.pieces.append(Piece(owner, Block("list", ordered=owner.tag == "ol", items=[run.text])))


def _layouts(runs: list[Run]) -> set[HtmlElement]:
    """The tables that lay out a page and hold no data: of one text, or with a cell of paragraphs or several texts."""
    per_box = Counter(run.box for run in runs)
    telling = (r for r in runs if r.tag == "p" or len(r.text) > _LONG_CELL or (per_box[r.box] > 1 and r.tag == "td"))
    found = {table for run in telling for table in run.element.iterancestors("table")}
    nearest = Counter(table for run in runs if (table := next(run.element.iterancestors("table"), None)) is not None)
    return found | {table for table, texts in nearest.items() if texts == 1}


def _owner(run: Run, layouts: set[HtmlElement]) -> HtmlElement | None:
    """The nearest list, table, quote or code block that a run is part of; headings are their own."""
    if run.tag == "pre":
        return run.element
    box: Box | None = run.box if run.tag not in HEADINGS else None
    while box is not None:
        if box.element.tag in _OWNERS and box.element not in layouts:
            return box.element
        box = box.parent
    return None


def _plain(run: Run) -> Block:
    if level := HEADINGS.get(run.tag):
        return Block("heading", level=level, text=run.text)
    return Block("code" if run.tag == "pre" else "paragraph", text=run.text)


def _extend(block: Block, run: Run) -> None:
    if block.items is not None:
        block.items.append(run.text)
    elif block.rows is not None:
        block.rows.append([run.text])
