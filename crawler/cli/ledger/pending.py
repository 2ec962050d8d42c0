"""``copydesk ledger pending``: list pending requests."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened


@click.command("pending")
@FILE
@MOST
def command(file: str, most: int) -> None:
    """List URLs that are pending, in the order in which they are due."""
    with opened(file) as ledger:
        for request in ledger.pending(most):
            say(f"{when(request.due)}\t{request.url}" + (f"\tfailed {request.tries} times" if request.tries else ""))
