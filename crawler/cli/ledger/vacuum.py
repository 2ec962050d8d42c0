"""``copydesk ledger vacuum``: shrinks a ledger."""

from __future__ import annotations

import time

import click

from crawler.cli.ledger.open_ledger import FILE, opened


@click.command("vacuum")
@FILE
@click.option("--days", type=click.IntRange(0), default=30, show_default=True,
              help="Forget failures older than this.")  # fmt: skip
def command(file: str, days: int) -> None:
    """Forget old failures, and give unused space back to the disk."""
    with opened(file, exclusive=True) as ledger:
        ledger.purge_failures(int(time.time()) - days * 86_400)
        before, after = ledger.vacuum()
    click.echo(f"{before:,} bytes, now {after:,}.")
