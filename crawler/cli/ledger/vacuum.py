"""``copydesk ledger vacuum``: shrinks a ledger."""

from __future__ import annotations

import time
from pathlib import Path

import click

from crawler.cli.ledger.open_ledger import FILE, opened


@click.command("vacuum")
@FILE
@click.option("--days", type=click.IntRange(0), default=30, show_default=True,
              help="Forget why dead addresses failed longer ago than that.")  # fmt: skip
def command(file: str, days: int) -> None:
    """Forget old failures, and give unused space back to the disk."""
    from crawler.ledger.sqlite import queries as survey

    before = Path(file).stat().st_size if Path(file).exists() else 0
    with opened(file, exclusive=True) as ledger:
        survey.purge_failures(ledger.connection, int(time.time()) - days * 86_400)
        survey.vacuum(ledger.connection)
    click.echo(f"{before:,} bytes, now {Path(file).stat().st_size:,}.")
