"""``copydesk ledger pending``: what is pending."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened


@click.command("pending")
@FILE
@MOST
def command(file: str, most: int) -> None:
    """List addresses that are owed, the first due first."""
    from crawler.ledger.sqlite import queries as survey

    with opened(file) as ledger:
        for url, due, tries in survey.pending(ledger.connection, most):
            say(f"{when(due)}\t{url}" + (f"\tfailed {tries} times" if tries else ""))
