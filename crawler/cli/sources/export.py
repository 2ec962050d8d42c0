"""``copydesk sources export``: copy sources to a folder, or to the table of a ledger."""

from __future__ import annotations

import sys

import click

from crawler.cli.options import source_store_option


@click.command()
@click.argument("target", metavar="DIR|URL")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@source_store_option
@click.option("--force", is_flag=True, help="Overwrite sources that are different there.")
def command(target: str, names: tuple[str, ...], sources: str, force: bool) -> None:
    """Copy sources, all or those with these NAMEs, to the folder or the ledger at TARGET, as they are.

    \b
    copydesk sources export sources/ --sources postgresql://db.example/news
    """
    from crawler.cli.sources.transfer import transfer

    sys.exit(transfer(sources, target, names, force))
