"""``copydesk ledger days``: show requests and results of each source, day by day."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import day
from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.cli.options import format_option
from crawler.report.listing import Form, write_rows


@click.command("days")
@FILE
@click.argument("source", required=False)
@click.option("--most", type=click.IntRange(1), default=30, show_default=True, help="Show the last N days.")
@format_option
def command(file: str, source: str | None, most: int, form: Form) -> None:
    """Show requests and results of SOURCE, or of each source, day by day."""
    with opened(file) as ledger:
        found = ledger.counts_by_day(source, most)
        names = sorted({what for counted in found for what in counted.counts})
        rows = ((day(row.day), row.source, *(row.counts.get(what, 0) for what in names)) for row in found)
        write_rows(form, ("day", "source", *names), rows)
