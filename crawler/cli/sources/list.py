"""``copydesk sources list``: list the sources in a folder."""

from __future__ import annotations

import sys
from typing import Any

import click

from crawler.cli.options import format_option, source_store_option
from crawler.report.listing import Form, write_rows

_HEADS = ("name", "publisher", "lists", "schedule", "home")
_SAID = ("name", "publisher", "home", "language", "schedule", "delay", "paused")
_KEYS = ("feeds", "news_sitemaps", "sitemaps", "sections")


@click.command("list")
@source_store_option
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
@format_option
def command(sources: str, form: Form) -> None:
    """List sources, with the number of their feeds, sitemaps and section pages."""
    from crawler.cli.sources.chosen import chosen_sources
    from crawler.ledger.source_store import sources_name
    from crawler.report.page_table import show

    rows = [_row(source) for source in chosen_sources(sources, ())]
    if form != "table" or not sys.stdout.isatty():
        _write(form, rows)
        return
    lines = ((row["name"], row["publisher"] or "", _lists(row), _schedule(row), row["home"]) for row in rows)
    title = f"{len(rows)} source{'' if len(rows) == 1 else 's'} in {sources_name(sources)}"
    show(title, _HEADS, lines)


def _write(form: Form, rows: list[dict[str, Any]]) -> None:
    """Print the table; if it is piped, it has one line for each source."""
    if form == "table":
        shown = ({**row, "lists": _lists(row), "schedule": _schedule(row)} for row in rows)
        write_rows(form, _HEADS, [[row[head] for head in _HEADS] for row in shown])
    else:
        write_rows(form, tuple(rows[0]), [tuple(row.values()) for row in rows])


def _lists(row: dict[str, Any]) -> str:
    counts = ((row[key], key.replace("_", " ")) for key in _KEYS)
    return ", ".join(f"{count} {words.removesuffix('s') if count == 1 else words}" for count, words in counts if count)


def _schedule(row: dict[str, Any]) -> str:
    return "paused" if row["paused"] else row["schedule"] or ""


def _row(source: Any) -> dict[str, Any]:
    counts = {key: len(getattr(source, key)) for key in _KEYS}
    said = {key: getattr(source, key) for key in _SAID}
    return {**said, **counts}
