"""``copydesk ledger purge``: as if never seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from crawler.cli.ledger.open_ledger import FILE, end, keys, opened

if TYPE_CHECKING:
    from crawler.ledger import SqliteLedger


@click.command("purge")
@FILE
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
def command(file: str, urls: tuple[str, ...]) -> None:
    """Forget addresses and their articles, so that they are fetched and delivered anew."""
    with opened(file, exclusive=True) as ledger:
        unknown = [url for url in urls if not _purge(ledger, url)]
    if unknown:
        end(f"{', '.join(unknown)}: not in {file}.", "missing")


def _purge(ledger: SqliteLedger, url: str) -> bool:
    from crawler.ledger.sqlite import queries as survey

    return any([survey.purge(ledger.connection, key) for key in keys(url)])  # noqa: C419 (each of them)
