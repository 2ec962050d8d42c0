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
    with opened(file) as ledger:
        for article in ledger.removed(most):
            say(f"{when(article.at)}\t{article.url}\t{article.message}")
