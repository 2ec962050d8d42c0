"""``copydesk ledger counts``: count what a ledger holds."""

from __future__ import annotations

import time

import click

from crawler.cli.ledger.formatting import day, say
from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.cli.options import format_option
from crawler.report.listing import Form, write_rows

_WEEK = 7 * 86_400


@click.command("counts")
@FILE
@format_option
def command(file: str, form: Form) -> None:
    """Show how many requests and articles there are, and what each source has brought in a week."""
    now = int(time.time())
    with opened(file) as ledger:
        if form != "table":
            counted = {"": ledger.counts(now), **ledger.counts_by_source(now - _WEEK)}
            rows = ((source or None, what, number) for source, held in counted.items() for what, number in held.items())
            write_rows(form, ("source", "what", "number"), rows)
            return
        for what, number in ledger.counts(now).items():
            click.echo(f"{number:>12,}  {what}")
        for source, found in ledger.counts_by_source(now - _WEEK).items():
            say(f"{source}: " + ", ".join(f"{number:,} {what}" for what, number in sorted(found.items())))
        for source, last in ledger.silent(now).items():
            say(f"{source} has brought nothing new since {day(last)}, which is unusual.")
