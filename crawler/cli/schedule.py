"""``copydesk schedule``: publishers again and again, each at its times."""

from __future__ import annotations

import re
import signal
import socket
import sys
import time
from typing import Any

import click

from crawler.cli.crawl import crawl, crawl_options


@click.command()
@click.option("--list", "listing", is_flag=True, help="Show when each source is asked next, and end.")
@click.option("--health", metavar="[HOST:]PORT", default="",
              help="Serve the state of the run there over HTTP; the default host is 127.0.0.1.")  # fmt: skip
@click.option("--stop-within", type=click.FloatRange(0), default=60.0, show_default=True, metavar="SECONDS",
              help="Time to finish requests in progress after a signal to stop.")  # fmt: skip
@crawl_options
def command(listing: bool, health: str, stop_within: float, **chosen: Any) -> None:
    """Crawl publishers again and again, each at its times, until it is told to end.

    A source's times are the schedule of its file, or else follow its news. SIGTERM and Ctrl-C finish what is under
    way; SIGHUP reads the source files anew.
    """
    if not chosen["ledger"]:
        raise click.UsageError("schedule takes --ledger FILE, which knows what is due.")
    if listing:
        _show(chosen["ledger"], chosen["sources"], chosen["names"])
        return
    if health:
        _check_address(health)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the sources are yet to be read
    settings = {
        "COPYDESK_DAEMON": True,
        "COPYDESK_ONLY_DUE": True,
        "COPYDESK_STOP_WITHIN": stop_within,
        "COPYDESK_HEALTH": health,
    }
    sys.exit(crawl(settings, **chosen))


def _show(path: str, folder: str, names: tuple[str, ...]) -> None:
    from crawler.cli.ledger.open_ledger import opened
    from crawler.cli.sources.chosen import chosen_sources
    from crawler.errors import printable
    from crawler.ledger.timetable import lines, timetable

    sources = chosen_sources(folder, names)
    with opened(path) as ledger:
        for line in lines(timetable(sources, ledger, int(time.time()))):
            click.echo(printable(line))


def _check_address(text: str) -> None:
    """End with one sentence where nothing can listen; before anything is fetched."""
    match = re.fullmatch(r"(?:(.+):)?(\d{1,5})", text)
    if not match:
        raise click.BadParameter("takes a port, or host:port.", param_hint="--health")
    try:
        socket.create_server((match[1] or "127.0.0.1", int(match[2]))).close()
    except (OSError, OverflowError) as error:
        raise click.BadParameter(f"{text} cannot be listened on: {error}.", param_hint="--health") from None
