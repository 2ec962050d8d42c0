"""A ledger that is looked into, or one sentence that says why not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from crawler.cli.ledger.ledger_type import LedgerType
from crawler.errors import EXIT_CODES, Kind, printable
from crawler.ledger import Ledger, LedgerError, open_ledger

FILE = click.argument("file", metavar="FILE", type=LedgerType())
MOST = click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="How many are shown.")


@contextmanager
def opened(file: str, exclusive: bool = False) -> Iterator[Ledger]:
    """A ledger; ends with one sentence where there is none, or none that can be used."""
    ledger = None
    try:
        ledger = open_ledger(file, exclusive, create=False)
        yield ledger
    except LedgerError as error:
        end(str(error), "missing" if error.kind == "missing" else "ledger")
    finally:
        if ledger:
            ledger.close()


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
