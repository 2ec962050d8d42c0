"""``copydesk schema``: the contract of a record."""

from __future__ import annotations

import json

import click


@click.command()
def command() -> None:
    """Print the JSON Schema of a record."""
    from crawler.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
