"""``copydesk ledger``: what a ledger holds."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from crawler.errors import EXIT_CODES, Kind, printable

if TYPE_CHECKING:
    from crawler.ledger import SqliteLedger

_FILE = click.argument("file", metavar="FILE")
_MOST = click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="How many are shown.")
_WEEK = 7 * 86_400


@click.group()
def command() -> None:
    """Look into a ledger: what is owed, seen, delivered and failed; forget, check and shrink it."""


@command.command()
@_FILE
def counts(file: str) -> None:
    """Show how much of everything there is, and what each source brought in a week."""
    from crawler.ledger import survey

    now = int(time.time())
    with opened(file) as ledger:
        for what, number in survey.counts(ledger.connection, now).items():
            click.echo(f"{number:>12,}  {what}")
        for source, found in survey.sources(ledger.connection, now - _WEEK).items():
            _say(f"{source}: " + ", ".join(f"{number:,} {what}" for what, number in sorted(found.items())))
        for source, last in survey.silent(ledger.connection, now).items():
            _say(f"{source} has brought nothing new since {_day(last)}, which is unusual.")


@command.command()
@_FILE
@click.argument("url", metavar="URL")
def history(file: str, url: str) -> None:
    """Show what is known of one address."""
    from crawler.ledger import survey

    with opened(file) as ledger:
        known = next(filter(None, (survey.history(ledger.connection, key) for key in _keys(url))), None)
        if known is None:
            _end(f"{url} is not in {file}.", "missing")
        _say(f"{known.state}, last settled {_when(known.at)}")
        _say(f"asked again: {_when(known.due)}" if known.due is not None else "not asked again")
        for name in ("visits", "tries", "message", "etag", "last_modified"):
            if value := getattr(known, name):
                _say(f"{name.replace('_', ' ')}: {value}")
        for number, at in known.revisions:
            _say(f"revision {number}: {_when(at) if at else 'the first'}")


@command.command()
@_FILE
@_MOST
def owed(file: str, most: int) -> None:
    """List addresses that are owed, the first due first."""
    from crawler.ledger import survey

    with opened(file) as ledger:
        for url, due, tries in survey.owed(ledger.connection, most):
            _say(f"{_when(due)}\t{url}" + (f"\tfailed {tries} times" if tries else ""))


@command.command()
@_FILE
@_MOST
def failed(file: str, most: int) -> None:
    """List addresses whose last request failed, the latest first."""
    from crawler.ledger import survey

    with opened(file) as ledger:
        for url, at, message, due in survey.failed(ledger.connection, most):
            _say(f"{_when(at)}\t{url}\t{message}\t" + (f"again {_when(due)}" if due is not None else "given up"))


@command.command()
@_FILE
@_MOST
def gone(file: str, most: int) -> None:
    """List articles that were delivered and are no more, the latest first."""
    from crawler.ledger import survey

    with opened(file) as ledger:
        for url, at, message, _ in survey.failed(ledger.connection, most, gone=True):
            _say(f"{_when(at)}\t{url}\t{message}")


@command.command()
@_FILE
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
def forget(file: str, urls: tuple[str, ...]) -> None:
    """Forget addresses and their articles, so that they are fetched and delivered anew."""
    with opened(file, exclusive=True) as ledger:
        unknown = [url for url in urls if not _forget(ledger, url)]
    if unknown:
        _end(f"{', '.join(unknown)}: not in {file}.", "missing")


@command.command()
@_FILE
def check(file: str) -> None:
    """Look for damage; the exit code is 23 if there is any."""
    from crawler.ledger import survey

    with opened(file) as ledger:
        wrong = survey.check(ledger.connection)
    for sentence in wrong:
        _say(sentence)
    if wrong:
        _end(f"{file} is damaged.", "damaged")
    click.echo("Nothing is wrong.")


@command.command()
@_FILE
@click.option("--days", type=click.IntRange(0), default=30, show_default=True,
              help="Forget why dead addresses failed longer ago than that.")  # fmt: skip
def vacuum(file: str, days: int) -> None:
    """Forget old failures, and give unused space back to the disk."""
    from crawler.ledger import survey

    before = Path(file).stat().st_size if Path(file).exists() else 0
    with opened(file, exclusive=True) as ledger:
        survey.forget_failures(ledger.connection, int(time.time()) - days * 86_400)
        survey.vacuum(ledger.connection)
    click.echo(f"{before:,} bytes, now {Path(file).stat().st_size:,}.")


def _forget(ledger: SqliteLedger, url: str) -> bool:
    from crawler.ledger import survey

    return any([survey.forget(ledger.connection, key) for key in _keys(url)])  # noqa: C419 (each of them)


@contextmanager
def opened(file: str, exclusive: bool = False) -> Iterator[SqliteLedger]:
    """A ledger; ends with one sentence where there is none, or none that can be used."""
    from crawler.ledger import LedgerError, open_ledger

    if not Path(file).is_file():
        _end(f"There is no ledger {file}.", "missing")
    try:
        ledger = open_ledger(file, exclusive)
    except LedgerError as error:
        _end(str(error), "ledger")
    try:
        yield ledger
    finally:
        ledger.close()


def _keys(url: str) -> list[int]:
    """As a crawl of sources knows the article there, and as any crawl knows the address."""
    from scrapy import Request
    from scrapy.utils.request import fingerprint

    from crawler.fingerprint import of_article
    from crawler.ledger.requests import to_key
    from crawler.urls import to_url

    if not (address := to_url(url)):
        _end(f"“{url}” is not the address of a page.", "not-a-url")
    return [to_key(of_article(address)), to_key(fingerprint(Request(address)))]


def _end(sentence: str, kind: Kind) -> NoReturn:
    click.echo(printable(sentence), err=True)
    sys.exit(EXIT_CODES[kind])


def _say(sentence: str) -> None:
    click.echo("\t".join(printable(part) for part in sentence.split("\t")))


def _when(at: int | None) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else "now" if at == 0 else "never"


def _day(at: int) -> str:
    return datetime.fromtimestamp(at, UTC).date().isoformat()
