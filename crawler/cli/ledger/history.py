"""``copydesk ledger history``: what is known of one address."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, end, keys, opened
from crawler.ledger.registry import display_name


@click.command("history")
@FILE
@click.argument("url", metavar="URL")
def command(file: str, url: str) -> None:
    """Show what is known of one address."""
    with opened(file) as ledger:
        known = next(filter(None, map(ledger.history, keys(url))), None)
        if known is None:
            end(f"{url} is not in {display_name(file)}.", "missing")
        say(f"{known.state}, last settled {when(known.at)}")
        say(f"asked again: {when(known.due)}" if known.due is not None else "not asked again")
        for name in ("visits", "tries", "message", "etag", "last_modified"):
            if value := getattr(known, name):
                say(f"{name.replace('_', ' ')}: {value}")
        for number, at in known.revisions:
            say(f"revision {number}: {when(at) if at else 'the first'}")
