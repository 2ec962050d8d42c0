"""``copydesk sources remove``: delete source files."""

from __future__ import annotations

import click

from crawler.cli.options import source_store_option
from crawler.cli.sources.change import change_each


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@source_store_option
def command(names: tuple[str, ...], sources: str) -> None:
    """Delete sources; crawls that run notice it within seconds.

    A ledger keeps what it knows of their articles, so that a source that is added again goes on where it stopped.
    """
    change_each(sources, names, lambda _: None, "Removed")
