"""``copydesk ledger removed``: list articles that their site has removed."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened


@click.command("removed")
@FILE
@MOST
def command(file: str, most: int) -> None:
    """List delivered articles that their site has since removed, the latest first."""
    with opened(file) as ledger:
        for article in ledger.removed(most):
            say(f"{when(article.at)}\t{article.url}\t{article.message}")
