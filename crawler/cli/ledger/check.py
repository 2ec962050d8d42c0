"""``copydesk ledger check``: looks for damage."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say
from crawler.cli.ledger.open_ledger import FILE, end, opened
from crawler.ledger.registry import display_name


@click.command("check")
@FILE
def command(file: str) -> None:
    """Look for damage: the exit code is 5 where the file is no whole database, 23 where what it holds disagrees."""
    with opened(file) as ledger:
        wrong = ledger.check()
    for sentence in wrong:
        say(sentence)
    if wrong:
        end(f"{display_name(file)} is damaged.", "damaged")
    click.echo("Nothing is wrong.")
