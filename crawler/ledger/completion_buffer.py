"""Completions of a visit, which are written to the ledger together.

Until then their leases are held. A process that is killed has completed none of them, and their pages are fetched
again: with its new state a page always has its records in the outbox, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import NamedTuple

from scrapy.http import Response

from crawler.ledger.lease_state import LeaseState
from crawler.ledger.model import Completion, Lease

MOST = 32
"""Completions of a lot."""
_OLDEST = 1.0
"""Seconds after which a lot is written, however small it is."""


class Ended(NamedTuple):
    """A lease whose callback and items are done."""

    completion: Completion
    lease_state: LeaseState
    response: Response | None


class CompletionBuffer:
    """Completions that wait; ``write`` is called with each lot."""

    def __init__(self, most: int, write: Callable[[list[Ended]], object]) -> None:
        """``most``: completions of a lot; with 1 each is written at once."""
        self._most, self._write = most, write
        self._ended: list[Ended] = []
        self._since = 0.0

    def __iter__(self) -> Iterator[Lease]:
        return (ended.completion.lease for ended in self._ended)

    def add(self, ended: Ended) -> None:
        """Keep a completion; a list is written at once, as it decides what is claimed next."""
        if not self._ended:
            self._since = monotonic()
        self._ended.append(ended)
        if len(self._ended) >= self._most or ended.lease_state.interval:
            self.write()

    def write_if_due(self) -> None:
        """Write the lot if its first completion has waited for long."""
        if self._ended and monotonic() >= self._since + _OLDEST:
            self.write()

    def write(self) -> None:
        """Write the lot."""
        if self._ended:
            ended, self._ended = self._ended, []
            self._write(ended)

    def has_alias(self, key: int) -> bool:
        """Return whether a completion that waits was redirected to a key."""
        return any(key in ended.completion.aliases for ended in self._ended)

    def is_of(self, key: int) -> bool:
        """Return whether a completion of a key waits."""
        return any(ended.completion.lease.key == key for ended in self._ended)
