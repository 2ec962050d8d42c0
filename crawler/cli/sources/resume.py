"""``copydesk sources resume``: crawl sources again that were paused."""

from __future__ import annotations

import click

from crawler.cli.options import source_store_option
from crawler.cli.sources.change import change_each


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@source_store_option
def command(names: tuple[str, ...], sources: str) -> None:
    """Crawl sources again that were paused; crawls that run notice it within seconds."""
    from crawler.sources.pause import set_paused

    change_each(sources, names, lambda text: set_paused(text, False), "Resumed")
