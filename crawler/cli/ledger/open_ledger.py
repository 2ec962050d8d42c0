"""A ledger that is looked into, or one sentence that says why not."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from crawler.errors import EXIT_CODES, Kind, printable

if TYPE_CHECKING:
    from crawler.ledger import SqliteLedger

_UNREADABLE = (sqlite3.Error, ValueError, TypeError, LookupError, OverflowError, OSError)
FILE = click.argument("file", metavar="FILE")
MOST = click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="How many are shown.")


@contextmanager
def opened(file: str, exclusive: bool = False) -> Iterator[SqliteLedger]:
    """A ledger; ends with one sentence where there is none, or none that can be used."""
    from crawler.ledger import LedgerError, open_ledger
    from crawler.ledger.sqlite.connection import damaged

    if not Path(file).is_file():
        end(f"There is no ledger {file}.", "missing")
    try:
        ledger = open_ledger(file, exclusive)
    except LedgerError as error:
        end(str(error), "ledger")
    try:
        yield ledger
    except _UNREADABLE as error:
        end(str(damaged(file, error)) if _is_damage(error) else f"{file} cannot be used: {error}.", "ledger")
    finally:
        ledger.close()


def _is_damage(error: BaseException) -> bool:
    """Whether it lies at what the file holds: values that no ledger has, or bytes that are no database."""
    from crawler.ledger.sqlite.connection import is_damage

    return is_damage(error) or not isinstance(error, sqlite3.Error)


def keys(url: str) -> list[int]:
    """Keys of an address: as a crawl of sources knows the article there, and as any crawl knows the address."""
    from scrapy import Request
    from scrapy.utils.request import fingerprint

    from crawler.engine.fingerprint import of_article
    from crawler.ledger.requests import to_key
    from crawler.normalize.request_urls import to_url

    if not (address := to_url(url)):
        end(f"“{url}” is not the address of a page.", "not-a-url")
    return [to_key(of_article(address)), to_key(fingerprint(Request(address)))]


def end(sentence: str, kind: Kind) -> NoReturn:
    """End with one sentence, and the exit code of a kind of failure."""
    click.echo(printable(sentence), err=True)
    sys.exit(EXIT_CODES[kind])
