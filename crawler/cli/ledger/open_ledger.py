"""Open a ledger for a command, or exit with an error message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from crawler.cli.failures import exit_with_message
from crawler.cli.ledger.ledger_type import LedgerType
from crawler.ledger import Ledger, LedgerError, open_ledger

FILE = click.argument("file", metavar="FILE", type=LedgerType())
MOST = click.option("--most", type=click.IntRange(1), default=100, show_default=True, help="Show at most N.")


@contextmanager
def opened(file: str, exclusive: bool = False) -> Iterator[Ledger]:
    """Open a ledger; exit with an error message if there is none, or none that can be used."""
    ledger = None
    try:
        ledger = open_ledger(file, exclusive, create=False)
        yield ledger
    except LedgerError as error:
        exit_with_message(str(error), "missing" if error.kind == "missing" else "ledger")
    finally:
        if ledger:
            ledger.close()


def keys(url: str) -> list[int]:
    """Return the two keys that a URL may have: that of an article in a crawl of sources, and that of a request."""
    from scrapy import Request
    from scrapy.utils.request import fingerprint

    from crawler.engine.fingerprint import of_article
    from crawler.ledger.requests import to_key
    from crawler.normalize.request_urls import to_url

    if not (address := to_url(url)):
        exit_with_message(f"“{url}” is not an http or https URL.", "not-a-url")
    return [to_key(of_article(address)), to_key(fingerprint(Request(address)))]
