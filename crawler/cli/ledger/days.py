"""``copydesk ledger days``: what was asked of each source and what it brought, day by day."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import day, say
from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.ledger.sqlite.articles import DAY


@click.command("days")
@FILE
@click.argument("source", required=False)
@click.option("--most", type=click.IntRange(1), default=30, show_default=True, help="How many days, the last ones.")
def command(file: str, source: str | None, most: int) -> None:
    """Show what was asked of SOURCE, or of each source, and what it brought, day by day."""
    from crawler.ledger.sqlite import queries as survey

    with opened(file) as ledger:
        for name, number, found in survey.days(ledger.connection, source, most):
            counts = ", ".join(f"{count:,} {what}" for what, count in sorted(found.items()))
            say(f"{day(number * DAY)}\t{name}\t{counts}")
