"""Rows on a terminal: a table if it is wide enough, else one cell below the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crawler.errors import printable

NARROW = 72
"""Maximum width of a narrow terminal, in columns."""


def show(title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """Print rows of cells under their headings; the first cell names the row. Texts are printed as they are."""
    console = Console(highlight=False)
    console.print(Text(printable(title), "bold"), soft_wrap=True)
    if console.width <= NARROW:
        _list(console, heads, lines)
    else:
        console.print(_table(heads, lines))


def _table(heads: Sequence[str], lines: Iterable[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    table.add_column(heads[0], max_width=22, overflow="fold", style="cyan")
    for head in heads[1:]:
        table.add_column(head, **({"no_wrap": True} if head == "from" else {"ratio": 4, "overflow": "fold"}))
    for line in lines:
        table.add_row(*map(_cell, line))
    return table


def _list(console: Console, heads: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    for name, *cells in lines:
        console.print(Text(printable(name.strip()), "cyan"))
        for head, cell in zip(heads[1:], cells, strict=True):
            for text in filter(None, cell.split("\n")):
                console.print(Padding(_cell(text if head == heads[1] else f"{head}: {text}"), (0, 0, 0, 2)))


def _cell(text: str) -> Text:
    return Text("\n".join(map(printable, text.split("\n"))))
