"""``copydesk alarms``: sources that are not as they used to be."""

from __future__ import annotations

import click

from crawler.cli.ledger.formatting import when
from crawler.cli.ledger.open_ledger import FILE, opened
from crawler.cli.options import format_option
from crawler.report.listing import Form, write_rows

_HEADS = ("source", "kind", "since", "until", "what", "pages", "before", "now")


@click.command("alarms")
@FILE
@click.argument("sources", nargs=-1, metavar="[SOURCE…]")
@click.option("--all", "with_closed", is_flag=True, help="Show those that are over, too.")
@format_option
def command(file: str, sources: tuple[str, ...], with_closed: bool, form: Form) -> None:
    """Show what has changed at sources: fields that go missing, articles that stop, failures that rise.

    FILE is a ledger. Each alarm has the numbers of before and now, and up to three addresses of each to look at: give
    one to copydesk explain or copydesk inspect. It closes by itself when the source is as it was.
    """
    from crawler.metrics.watch import alarms_of

    with opened(file) as ledger:
        found = [a for a in alarms_of(ledger, not with_closed) if not sources or a.source in sources]
    rows = (
        (a.source, a.kind, when(a.opened), when(a.closed) if a.closed else None, a.sentence, a.pages,
         list(a.examples_before), list(a.examples_now))
        for a in found
    )  # fmt: skip
    if form == "table":
        _tell(list(rows), with_closed)
        return
    write_rows(form, _HEADS, rows)


def _tell(rows: list[tuple[object, ...]], with_closed: bool) -> None:
    """Print a short table, and below it the URLs, which are long."""
    if not rows:
        click.echo("No alarms." if with_closed else "No alarm is open.")
        return
    write_rows("table", _HEADS[:5], [row[:5] for row in rows])
    for row in rows:
        for word, addresses in zip(_HEADS[6:], row[6:], strict=True):
            assert isinstance(addresses, list)
            for address in addresses:
                write_rows("tsv", (f"{row[0]}  {row[1]}  {word}: {address}",), ())
