"""``copydesk ledger history``: show the history of one URL."""

from __future__ import annotations

from collections.abc import Iterator

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.ledger.formatting import say, when
from crawler.cli.ledger.open_ledger import FILE, keys, opened
from crawler.cli.options import format_option
from crawler.ledger.queries import History
from crawler.ledger.registry import display_name
from crawler.report.listing import Form, write_rows


@click.command("history")
@FILE
@click.argument("url", metavar="URL")
@format_option
def command(file: str, url: str, form: Form) -> None:
    """Show the state, last failure and revisions of one URL."""
    with opened(file) as ledger:
        known = next(filter(None, map(ledger.history, keys(url))), None)
    if known is None:
        exit_with_message(f"{url} is not in {display_name(file)}.", "missing")
    if form == "table":
        _show(known)
    else:
        write_rows(form, ("what", "value"), _rows(known))


def _show(known: History) -> None:
    say(f"{known.state}, last completed {when(known.at)}")
    say(f"due again: {when(known.due)}" if known.due is not None else "not due again")
    for name, value in _more(known):
        say(f"{name.replace('_', ' ')}: {value}")
    for number, at in known.revisions:
        say(f"revision {number}: {when(at) if at else 'the first'}")


def _rows(known: History) -> Iterator[tuple[str, object]]:
    yield "state", known.state
    yield "last_completed", when(known.at) if known.at is not None else None
    yield "due", when(known.due) if known.due is not None else None
    yield from _more(known)
    for number, at in known.revisions:
        yield f"revision_{number}", when(at) if at else None


def _more(known: History) -> list[tuple[str, object]]:
    """Yield the facts that are known."""
    names = ("visits", "tries", "message", "etag", "last_modified")
    return [(name, value) for name in names if (value := getattr(known, name))]
