"""``copydesk ledger check``: check a ledger for damage."""

from __future__ import annotations

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.ledger.formatting import say
from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.ledger.registry import display_name


@click.command("check")
@FILE
def command(file: str) -> None:
    """Check a ledger for damage.

    The exit code is 5 if the database is corrupt, 23 if its content is inconsistent.
    """
    with opened(file) as ledger:
        wrong = ledger.check()
    for sentence in wrong:
        say(sentence)
    if wrong:
        exit_with_message(f"{display_name(file)} is damaged.", "damaged")
    click.echo("No damage found.")
