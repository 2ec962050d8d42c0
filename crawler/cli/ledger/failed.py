"""``copydesk ledger failed``: list failed requests."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened
from crawler.cli.options import format_option
from crawler.report.listing import Form, write_rows


@click.command("failed")
@FILE
@MOST
@format_option
def command(file: str, most: int, form: Form) -> None:
    """List URLs whose last request failed, the latest first."""
    with opened(file) as ledger:
        rows = ((when(r.at), r.url, r.message, when(r.due) if r.due is not None else None) for r in ledger.failed(most))
        write_rows(form, ("failed", "url", "why", "again"), rows)
