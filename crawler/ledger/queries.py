"""Queries and changes by hand (``copydesk ledger``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from crawler.ledger.model import AlarmNote, DayTally, State


@dataclass(frozen=True, slots=True)
class History:
    """The history of one URL; times are Unix times."""

    state: State
    at: int | None
    due: int | None
    visits: int
    tries: int
    message: str
    etag: str
    last_modified: str
    revisions: Sequence[tuple[int, int | None]]
    """Number and time of each revision; the time of the first is that of the first success."""


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """A pending request."""

    url: str
    due: int
    """Unix time; 0 is now."""
    tries: int
    """Number of failures since the last success."""


@dataclass(frozen=True, slots=True)
class FailedRequest:
    """A request that failed when it was last made, or an article that was removed."""

    url: str
    at: int
    message: str
    due: int | None
    """Unix time at which it is due again; None: never."""


@dataclass(frozen=True, slots=True)
class SourceDay:
    """The counts of a source on a day."""

    source: str
    day: int
    """Unix time of the start of the day in UTC."""
    counts: Mapping[str, int]


class Queries(Protocol):
    """Queries and repairs. Each call is one transaction."""

    def counts(self, now: int) -> dict[str, int]:
        """Return the number of requests in each state, and of articles, lines and other things."""

    def counts_by_source(self, since: int) -> dict[str, dict[str, int]]:
        """Return the counts of each source since a day."""

    def counts_by_day(self, source: str | None, most: int) -> list[SourceDay]:
        """Return the counts of a source, or of each, on its last ``most`` days: by source, the latest day first."""

    def tallies(self, since: int, source: str | None = None) -> list[DayTally]:
        """Return the tallies of a source, or of all, from a day on: by source, the earliest day first."""

    def alarms(self, only_open: bool = True, source: str | None = None) -> list[AlarmNote]:
        """Return the alarms of a source, or of all: by source, kind and opening time."""

    def purge_tallies(self, before: int) -> int:
        """Delete tallies of days before a Unix time, and alarms that were closed before it; return how many."""

    def silent(self, now: int) -> dict[str, int]:
        """Return sources that have brought nothing new for unusually long, and the day of their last news."""

    def history(self, key: int) -> History | None:
        """Return the history of a URL; None if it was never seen."""

    def pending(self, most: int) -> list[PendingRequest]:
        """Return pending requests in the order in which they are due."""

    def failed(self, most: int) -> list[FailedRequest]:
        """Return requests that failed when they were last made, the latest first."""

    def removed(self, most: int) -> list[FailedRequest]:
        """Return delivered articles that have since been removed, the latest first."""

    def purge(self, key: int) -> bool:
        """Forget a URL and its article; return whether they were known."""

    def purge_failures(self, before: int) -> int:
        """Delete failures of requests that are never due again; return how many."""

    def check(self) -> list[str]:
        """Return a sentence for each inconsistency in the ledger. Raises :class:`LedgerError` if it cannot be read."""

    def vacuum(self) -> tuple[int, int]:
        """Free unused disk space; return the size in bytes before and after."""
