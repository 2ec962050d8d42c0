"""``copydesk ledger pending``: list pending requests."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened
from crawler.cli.options import format_option
from crawler.report.listing import Form, write_rows


@click.command("pending")
@FILE
@MOST
@format_option
def command(file: str, most: int, form: Form) -> None:
    """List URLs that are pending, in the order in which they are due."""
    with opened(file) as ledger:
        rows = ((when(request.due), request.url, request.tries) for request in ledger.pending(most))
        write_rows(form, ("due", "url", "failures"), rows)
