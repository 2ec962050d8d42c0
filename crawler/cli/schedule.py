"""``copydesk schedule``: crawl publishers continuously, each on its schedule."""

from __future__ import annotations

import signal
import sys
import time
from typing import Any

import click

from crawler.cli.crawl import crawl, crawl_options
from crawler.cli.options import SOURCES, check_health, health_option
from crawler.ledger.source_store import is_table
from crawler.report.listing import FORMS, Form, write_rows


@click.command()
@click.option("--list", "listing", is_flag=True, help="Show when each source is due next, and exit.")
@click.option("--list-format", "list_form", type=click.Choice(FORMS), default="table", show_default=True,
              help="How --list writes.")  # fmt: skip
@health_option
@click.option("--stop-within", type=click.FloatRange(0), default=60.0, show_default=True, metavar="SECONDS",
              help="Time for requests in progress to finish after a signal to stop.")  # fmt: skip
@crawl_options
def command(listing: bool, list_form: Form, health: str, stop_within: float, **chosen: Any) -> None:
    """Crawl publishers continuously, each on its schedule, until stopped.

    A source without a schedule in its file is due as often as it has news. SIGTERM and Ctrl-C stop the crawl after the
    requests in progress. Source files that are added, changed or deleted are noticed within seconds.
    """
    if not chosen["ledger"]:
        raise click.UsageError("schedule requires --ledger FILE, which records what is due.")
    if is_table(click.get_current_context().meta[SOURCES]) and not listing:
        raise click.UsageError("schedule reads a folder of source files; workers read the table of a ledger.")
    if listing:
        _show(chosen["ledger"], chosen["sources"], chosen["names"], list_form)
        return
    check_health(health)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until the sources are loaded
    settings = {
        "COPYDESK_DAEMON": True,
        "COPYDESK_ONLY_DUE": True,
        "COPYDESK_STOP_WITHIN": stop_within,
        "COPYDESK_HEALTH": health,
    }
    sys.exit(crawl(settings, **chosen))


def _show(path: str, folder: str, names: tuple[str, ...], form: Form) -> None:
    from crawler.cli.ledger.open_ledger import opened
    from crawler.cli.sources.chosen import chosen_sources
    from crawler.ledger.timetable import timetable
    from crawler.sources.source import active

    sources = active(chosen_sources(folder, names))
    with opened(path) as ledger:
        entries = timetable(sources, ledger, int(time.time()))
        rows = [(entry.next.isoformat(" ", "seconds"), entry.name, entry.schedule) for entry in entries]
    write_rows(form, ("next", "source", "schedule"), rows)
