"""``copydesk ledger failed``: what failed."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened


@click.command("failed")
@FILE
@MOST
def command(file: str, most: int) -> None:
    """List addresses whose last request failed, the latest first."""
    from crawler.ledger.sqlite import queries as survey

    with opened(file) as ledger:
        for url, at, message, due in survey.failed(ledger.connection, most):
            say(f"{when(at)}\t{url}\t{message}\t" + (f"again {when(due)}" if due is not None else "given up"))
