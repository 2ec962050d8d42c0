"""``copydesk ledger check``: looks for damage."""

from __future__ import annotations

import click

from crawler.cli.ledger.opened import FILE, end, opened
from crawler.cli.ledger.said import say


@click.command("check")
@FILE
def command(file: str) -> None:
    """Look for damage; the exit code is 23 if there is any."""
    from crawler.ledger import survey

    with opened(file) as ledger:
        wrong = survey.check(ledger.connection)
    for sentence in wrong:
        say(sentence)
    if wrong:
        end(f"{file} is damaged.", "damaged")
    click.echo("Nothing is wrong.")
