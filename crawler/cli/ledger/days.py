"""``copydesk ledger days``: show requests and results of each source, day by day."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import day, say
from crawler.cli.ledger.open_ledger import FILE, opened


@click.command("days")
@FILE
@click.argument("source", required=False)
@click.option("--most", type=click.IntRange(1), default=30, show_default=True, help="Show the last N days.")
def command(file: str, source: str | None, most: int) -> None:
    """Show requests and results of SOURCE, or of each source, day by day."""
    with opened(file) as ledger:
        for found in ledger.counts_by_day(source, most):
            counts = ", ".join(f"{count:,} {what}" for what, count in sorted(found.counts.items()))
            say(f"{day(found.day)}\t{found.source}\t{counts}")
