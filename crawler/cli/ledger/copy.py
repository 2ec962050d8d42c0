"""``copydesk ledger copy``: moves a ledger to another database."""

from __future__ import annotations

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.ledger.ledger_type import LedgerType
from crawler.cli.ledger.open_ledger import opened
from crawler.ledger import LedgerError, open_ledger
from crawler.ledger.registry import display_name
from crawler.ledger.tables import copy


@click.command("copy")
@click.argument("source", metavar="FROM", type=LedgerType())
@click.argument("target", metavar="TO", type=LedgerType())
def command(source: str, target: str) -> None:
    """Copy all of a ledger into a new one: from a file to PostgreSQL, say, or back.

    Nothing may run over either of them; the first stays as it is.
    """

    def tell(table: str, rows: int) -> None:
        click.echo(f"{table}: {rows:,}", err=True)

    with opened(source, exclusive=True) as old:
        try:
            new = open_ledger(target)
            try:
                copy(old, new, display_name(target), tell)
            finally:
                new.close()
        except LedgerError as error:
            exit_with_message(str(error), "ledger")
