"""``copydesk sources list``: list the sources in a folder."""

from __future__ import annotations

import json
from typing import Any

import click

from crawler.cli.options import sources_option
from crawler.normalize.text import escape_controls

_KEYS = ("feeds", "news_sitemaps", "sitemaps", "sections")


@click.command("list")
@sources_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line for each source instead of a table.")
def command(sources: str, as_json: bool) -> None:
    """List sources, with the number of their feeds, sitemaps and section pages."""
    from crawler.cli.sources.chosen import chosen_sources
    from crawler.report.page_table import show

    rows = [_row(source) for source in chosen_sources(sources, ())]
    if as_json:
        for row in rows:
            click.echo(escape_controls(json.dumps(row, ensure_ascii=False)))
        return
    lines = ((row["name"], row["publisher"] or "", _lists(row), row["schedule"] or "", row["home"]) for row in rows)
    title = f"{len(rows)} source{'' if len(rows) == 1 else 's'} in {sources}"
    show(title, ("name", "publisher", "lists", "schedule", "home"), lines)


def _lists(row: dict[str, Any]) -> str:
    counts = ((row[key], key.replace("_", " ")) for key in _KEYS)
    return ", ".join(f"{count} {words.removesuffix('s') if count == 1 else words}" for count, words in counts if count)


def _row(source: Any) -> dict[str, Any]:
    counts = {key: len(getattr(source, key)) for key in _KEYS}
    said = {key: getattr(source, key) for key in ("name", "publisher", "home", "language", "schedule", "delay")}
    return {**said, **counts}
