"""A reading as a table: each field, its value, where it came from, and the candidates that lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from crawler.errors import printable
from crawler.items import Author
from crawler.page.read import Reading

_MOST = 160
"""Characters of a value that are shown."""


class Row(NamedTuple):
    """A line of the table."""

    field: str
    value: str
    origin: str
    lost: str


def rows(reading: Reading) -> Iterator[Row]:
    """A row for each field that has a candidate, then the body, the pictures and the warnings."""
    for name, candidates in reading.fields.items():
        known = [c for c in candidates if c.value not in (None, "", [])]
        if known:
            lost = dict.fromkeys(f"{shown(c.value)} ({c.origin})" for c in known[1:] if c.value != known[0].value)
            yield Row(name, shown(known[0].value), known[0].origin, "\n".join(lost))
    article = reading.article
    texts = [block.text or " ".join(block.items or ()) for block in article.blocks]
    summary = f"{len(article.blocks)} blocks: {shown(' … '.join(filter(None, texts)))}"
    yield Row("blocks", summary, article.provenance.get("article_body", ""), "")
    for image in article.images:
        yield Row(f"image, {image.role}", shown(image.url), article.provenance.get("images", ""), "")
        yield Row("", shown(" | ".join(filter(None, (image.caption, image.credit_text)))), "", "")
    for warning in article.warnings:
        yield Row("warning", shown(warning), "", "")


def shown(value: Any) -> str:
    """A value on one line, cut where it is long, and safe for a terminal."""
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, Author):
        return printable(", ".join(filter(None, (value.name, value.job_title, value.email))))
    text = printable(" ".join(str(value).split()))
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def show(title: str, table_rows: Iterator[Row]) -> None:
    """Print the table."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(printable(title)), title_justify="left", show_lines=False, expand=True)
    for name, ratio in (("field", 2), ("value", 6), ("from", 1), ("lost", 4)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for row in table_rows:
        table.add_row(*map(Text, row))
    Console().print(table)
