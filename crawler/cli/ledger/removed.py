"""``copydesk ledger removed``: list articles that their site has removed."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import when
from crawler.cli.ledger.open_ledger import FILE, MOST, opened
from crawler.cli.options import format_option
from crawler.report.listing import Form, write_rows


@click.command("removed")
@FILE
@MOST
@format_option
def command(file: str, most: int, form: Form) -> None:
    """List delivered articles that their site has since removed, the latest first."""
    with opened(file) as ledger:
        rows = ((when(article.at), article.url, article.message) for article in ledger.removed(most))
        write_rows(form, ("noticed", "url", "why"), rows)
