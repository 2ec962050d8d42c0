"""``copydesk ledger purge``: forget URLs, so that they are fetched again."""

from __future__ import annotations

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.ledger.open_ledger import FILE, keys, opened
from crawler.ledger.registry import display_name


@click.command("purge")
@FILE
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
def command(file: str, urls: tuple[str, ...]) -> None:
    """Forget URLs and their articles, so that they are fetched and delivered again."""
    with opened(file, exclusive=True) as ledger:
        unknown = [url for url in urls if not any([ledger.purge(key) for key in keys(url)])]  # noqa: C419 (each key)
    if unknown:
        exit_with_message(f"{', '.join(unknown)}: not in {display_name(file)}.", "missing")
