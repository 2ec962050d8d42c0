"""``copydesk ledger history``: show the history of one URL."""

from __future__ import annotations

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, keys, opened
from crawler.ledger.registry import display_name


@click.command("history")
@FILE
@click.argument("url", metavar="URL")
def command(file: str, url: str) -> None:
    """Show the state, last failure and revisions of one URL."""
    with opened(file) as ledger:
        known = next(filter(None, map(ledger.history, keys(url))), None)
        if known is None:
            exit_with_message(f"{url} is not in {display_name(file)}.", "missing")
        say(f"{known.state}, last completed {when(known.at)}")
        say(f"due again: {when(known.due)}" if known.due is not None else "not due again")
        for name in ("visits", "tries", "message", "etag", "last_modified"):
            if value := getattr(known, name):
                say(f"{name.replace('_', ' ')}: {value}")
        for number, at in known.revisions:
            say(f"revision {number}: {when(at) if at else 'the first'}")
