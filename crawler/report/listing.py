"""Print rows as an aligned table, tab-separated values or JSON lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import click

from crawler.errors import printable
from crawler.normalize.text import escape_controls

Form = Literal["table", "tsv", "json"]
FORMS: tuple[Form, ...] = ("table", "tsv", "json")


def write_rows(form: Form, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows to standard output with their column names, which are the keys in JSON.

    A table that is piped, or fits the terminal, has one line for each row; a wider one wraps within its columns.
    """
    if form == "json":
        for row in rows:
            line = json.dumps(dict(zip(heads, row, strict=True)), ensure_ascii=False)
            click.echo(escape_controls(line).encode("utf-8", "replace"))
    elif form == "tsv":
        for row in (heads, *rows):
            click.echo("\t".join(_cell(value) for value in row))
    else:
        _table(heads, [[_cell(value) for value in row] for row in rows])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return " ".join(_cell(part) for part in value)
    return " ".join(printable(part) for part in str(value).split())


def _table(heads: Sequence[str], rows: list[list[str]]) -> None:
    if not rows:
        return
    from rich.cells import cell_len  # not needed for the help of a command

    widths = [max(cell_len(row[place]) for row in [list(heads), *rows]) for place in range(len(heads))]
    if sys.stdout.isatty() and sum(widths) + 2 * len(widths) > _terminal_width():
        _wrapped(heads, rows)
        return
    for row in [list(heads), *rows]:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _wrapped(heads: Sequence[str], rows: list[list[str]]) -> None:
    from crawler.report.page_table import show

    show("", heads, rows)


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns
