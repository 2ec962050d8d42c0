"""Completions of visits, which are written to the ledger together: those of all visits that share its connection.

Until then their leases are held. A process that is killed has completed none of them, and their pages are fetched
again: with its new state a page always has its records in the outbox, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import NamedTuple

from scrapy.http import Response

from crawler.ledger.errors import LedgerError
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.model import Completion, Lease

MOST = 32
"""Completions of a visit that wait at the most."""
_OLDEST = 1.0
"""Seconds that a completion waits at the most."""


class Ended(NamedTuple):
    """A lease whose callback and items are done."""

    completion: Completion
    lease_state: LeaseState
    response: Response | None


class CompletionBuffer:
    """Completions of one run that wait."""

    def __init__(
        self,
        most: int,
        complete: Callable[[list[Completion]], object],
        settle: Callable[[list[Ended], LedgerError | None], object],
        together: list[CompletionBuffer],
    ) -> None:
        """``most``: completions that wait at the most; with 1 each is written at once.

        ``complete``: completes leases; ``settle``: called with those of this run afterwards, and with the error if it
        failed; ``together``: the buffers of this connection, whose completions are written in one transaction.
        """
        self._most, self._complete, self._settle, self._together = most, complete, settle, together
        self._ended: list[Ended] = []
        self._since = 0.0
        together.append(self)

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
        """Write all if the first completion has waited for long."""
        if self._ended and monotonic() >= self._since + _OLDEST:
            self.write()

    def write(self) -> None:
        """Write the completions of this run, if any wait, and those of the runs beside it."""
        if not self._ended:
            return
        lots = [(buffer, buffer._take()) for buffer in self._together]
        error = None
        try:
            self._complete([ended.completion for _, lot in lots for ended in lot])
        except LedgerError as failed:
            error = failed
        for buffer, lot in lots:
            if lot:
                buffer._settle(lot, error)

    def _take(self) -> list[Ended]:
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """Write nothing from now on; what waits stays with its leases."""
        if self in self._together:
            self._together.remove(self)

    def has_alias(self, key: int) -> bool:
        """Return whether a completion that waits was redirected to a key."""
        return any(key in ended.completion.aliases for ended in self._ended)

    def is_of(self, key: int) -> bool:
        """Return whether a completion of a key waits."""
        return any(ended.completion.lease.key == key for ended in self._ended)
