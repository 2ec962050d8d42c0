"""``copydesk worker``: crawl publishers continuously, on any number of machines."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from crawler.cli.crawl import Quantity
from crawler.cli.ledger.ledger_type import LedgerType
from crawler.cli.options import allow_host, check_health, health_option
from crawler.normalize.quantities import to_seconds
from crawler.workers.cores import cores

_PACKAGES = ("psycopg", "procrastinate")
TABLE = "table"
_GRACE = 10.0
"""CPU seconds after the time limit of a page in which its process may still report it itself."""


@click.command("worker")
@click.option("--sources", metavar="DIR|table", default="sources", show_default=True,
              help="Folder of source files, or table: those in the ledger, see copydesk sources --help.")  # fmt: skip
@click.option("--ledger", metavar="URL", type=LedgerType(), required=True, envvar="COPYDESK_LEDGER",
              help="The ledger of all workers: postgresql://…. Default: $COPYDESK_LEDGER, which other users of the "
              "machine do not see.")  # fmt: skip
@click.option("-o", "--output", metavar="DIR", required=True,
              help="Write segments of records to DIR, a folder or an address such as s3://bucket/news/.")  # fmt: skip
@click.option("--visits", type=click.IntRange(1, 256), default=16 * cores(), show_default="16 per core",
              help="Visit at most N sources at a time.")  # fmt: skip
@click.option("--processes", type=click.IntRange(1, 256), default=cores(), show_default="one per core",
              help="Make the visits in at most N processes.")  # fmt: skip
@click.option("--drain", is_flag=True, help="End when nothing is due.")
@click.option("--stop-within", type=click.FloatRange(0), default=60.0, show_default=True, metavar="SECONDS",
              help="Time for requests in progress to finish after a signal to stop.")  # fmt: skip
@click.option("--every", type=click.IntRange(1, 3_600), default=60, show_default=True, metavar="SECONDS",
              help="Look for what is due this often, over all workers.")  # fmt: skip
@click.option("--stalled-after", type=click.FloatRange(1), default=30.0, show_default=True, metavar="SECONDS",
              help="Make the visits of a worker again that has given no sign of life for so long.")  # fmt: skip
@click.option("--contact", envvar="COPYDESK_CONTACT", default="",
              help="Your URL or e-mail address, which sites see in the user agent.")  # fmt: skip
@click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True,
              help="Seconds between requests to a site, unless its source file says.")  # fmt: skip
@click.option("--max-articles", type=click.IntRange(1), help="Fetch at most N articles of each source in a visit.")
@click.option("--max-age", type=Quantity(to_seconds), metavar="DURATION",
              help="Skip articles that a feed or sitemap dates earlier than this: 7 days, 36h.")  # fmt: skip
@allow_host
@health_option
@click.option("-v", "--verbose", is_flag=True, help="Show Scrapy's log.")
def command(**chosen: Any) -> None:
    """Crawl publishers continuously, each on its schedule, together with all other workers of a ledger.

    Any number of workers on any number of machines share a ledger on PostgreSQL. Each visits several sources at a time;
    no two ask a host at the same time. SIGTERM and Ctrl-C stop a worker after the requests in progress; what it had not
    done is done by others.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the worker has a handler of its own
    sys.exit(_work(**chosen))


def _work(
    sources: str, ledger: str, output: str, visits: int, processes: int, drain: bool, stop_within: float, every: int,
    stalled_after: float, health: str, verbose: bool, **chosen: Any,
) -> int:  # fmt: skip
    _check_extra()
    from crawler import settings
    from crawler.cli.failures import exit_with_message
    from crawler.cli.worker.visit import VisitOptions
    from crawler.fleet.options import Options
    from crawler.fleet.visits import Visits
    from crawler.fleet.worker import Worker
    from crawler.ledger import LedgerError

    sources = _folder(sources, ledger)
    _check_output(output)
    check_health(health)
    run = VisitOptions(ledger, output, _settings(**chosen), visits, verbose)
    options = Options(ledger, visits, every, stalled_after, stop_within, drain, sources, health)
    import_module("crawler.cli.worker.preload")
    made = Visits(run, processes, settings.COPYDESK_PAGE_TIMEOUT + _GRACE)
    if not verbose:
        for name in ("procrastinate", "psycopg.pool"):  # the worker itself says what it has to say
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        _check_remote(output)  # after the process that visits are forked from, as it starts a thread
        return asyncio.run(Worker(options, made, _say).run())
    except LedgerError as error:
        exit_with_message(str(error), None if error.kind == "unsupported" else "ledger")
    finally:
        made.close()


def _check_extra() -> None:
    from crawler.datasets.extra import MissingExtra, require

    try:
        require("copydesk worker", *_PACKAGES, extra="fleet")
    except MissingExtra as error:
        raise click.UsageError(str(error)) from None


def _folder(sources: str, ledger: str) -> str:
    """Return the folder of sources, or "" for the table of the ledger; exit with a message if there is none."""
    from crawler.cli.failures import exit_with_message
    from crawler.ledger.source_store import is_table

    if sources in (TABLE, ledger):
        return ""
    if is_table(sources):
        raise click.UsageError(f"--sources takes a folder, or {TABLE} for that of the worker's own ledger.")
    if not Path(sources).is_dir():
        exit_with_message(f"There is no folder {sources} of source files: give --sources DIR, or --sources {TABLE}.")
    return sources


def _check_output(output: str) -> None:
    """Exit with a message unless there is a folder for the output, here or at a URL."""
    from crawler.cli.checks import check_addresses, check_folder
    from crawler.fleet.remote import check_address, is_remote

    if not is_remote(output):
        check_folder(output)
        return
    with check_addresses():
        check_address(output)


def _check_remote(output: str) -> None:
    """Exit with a message if nothing can be written at a URL."""
    from crawler.cli.failures import exit_with_message
    from crawler.errors import unwritable
    from crawler.fleet.parts import check_remote
    from crawler.fleet.remote import Folder, is_remote

    try:
        if is_remote(output):
            check_remote(Folder(output))
    except OSError as error:
        exit_with_message(unwritable(output, error).message, "unwritable")


def _settings(
    contact: str, delay: float, max_articles: int | None, max_age: float | None, allow_hosts: tuple[str, ...]
) -> dict[str, Any]:
    """Return the settings of the visits; say that the user agent has no contact if so."""
    from crawler.cli.run import allow
    from crawler.extensions.budget import limits
    from crawler.net.user_agent import user_agent

    if not contact:
        click.echo("The user agent has no contact; --contact takes your URL or e-mail address.", err=True)
    return {
        **allow(allow_hosts),
        "USER_AGENT": user_agent(contact),
        "DOWNLOAD_DELAY": delay,
        "COPYDESK_CRAWL_REPORT": "lines",
        "COPYDESK_SUMMARY": False,
        "COPYDESK_LIMITS": limits(articles=max_articles, age=max_age),
    }


def _say(sentence: str) -> None:
    from crawler.errors import printable

    click.echo(printable(sentence), err=True)
