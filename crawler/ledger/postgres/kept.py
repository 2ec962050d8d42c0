"""A ledger whose connection outlives a visit, in a process that makes many."""

from __future__ import annotations

from functools import cache

from crawler.ledger.postgres.address import to_address
from crawler.ledger.postgres.ledger import PostgresLedger
from crawler.ledger.postgres.session import Session
from crawler.ledger.registry import split_url
from crawler.ledger.shared import SharedLedger


class KeptLedger(PostgresLedger):
    """A ledger that stays open when it is closed."""

    def close(self) -> None:
        """Leave the connection, its prepared statements and the numbers of sites to other visits."""


@cache
def open_kept_ledger(url: str) -> SharedLedger:
    """Return the ledger of this process at a URL. Its connection ends with the process.

    :raises LedgerError: if it cannot be reached, or is in use by an exclusive run, too new or missing.
    """
    return KeptLedger(Session(to_address(split_url(url)[1]), exclusive=False, create=True, shared=True))
