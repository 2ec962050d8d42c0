"""``copydesk ledger failed``: list failed requests."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened


@click.command("failed")
@FILE
@MOST
def command(file: str, most: int) -> None:
    """List URLs whose last request failed, the latest first."""
    with opened(file) as ledger:
        for request in ledger.failed(most):
            again = f"again {when(request.due)}" if request.due is not None else "given up"
            say(f"{when(request.at)}\t{request.url}\t{request.message}\t{again}")
