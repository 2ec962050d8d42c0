"""``copydesk ledger removed``: articles that are no more."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened


@click.command("removed")
@FILE
@MOST
def command(file: str, most: int) -> None:
    """List articles that were delivered and are no more, the latest first."""
    from crawler.ledger.sqlite import queries as survey

    with opened(file) as ledger:
        for url, at, message, _ in survey.failed(ledger.connection, most, removed=True):
            say(f"{when(at)}\t{url}\t{message}")
