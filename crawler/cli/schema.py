"""``copydesk schema``: the contract of a record."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--format", "form", type=click.Choice(("json", "md")), default="json", show_default=True,
              help="JSON Schema, or tables in Markdown.")  # fmt: skip
def command(form: str) -> None:
    """Print the contract of a record: every field, its type and its meaning."""
    if form == "md":
        from crawler.record.tables import tables

        click.echo(tables())
        return
    from crawler.record.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
