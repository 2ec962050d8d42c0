"""``copydesk ledger vacuum``: shrink a ledger."""

from __future__ import annotations

import time

import click

from crawler.cli.ledger.open_ledger import FILE, opened

_DAY = 86_400


@click.command("vacuum")
@FILE
@click.option("--days", type=click.IntRange(0), default=30, show_default=True,
              help="Delete failures older than this.")  # fmt: skip
@click.option("--counted", type=click.IntRange(90), default=400, show_default=True, metavar="DAYS",
              help="Delete the counts by source, and closed alarms, that are older than this.")  # fmt: skip
def command(file: str, days: int, counted: int) -> None:
    """Delete old failures and counts, and free unused disk space."""
    now = int(time.time())
    with opened(file, exclusive=True) as ledger:
        ledger.purge_failures(now - days * _DAY)
        ledger.purge_tallies(now - counted * _DAY)
        before, after = ledger.vacuum()
    click.echo(f"{before:,} bytes, now {after:,}.")
