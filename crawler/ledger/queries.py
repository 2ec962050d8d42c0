"""What people ask a ledger, and what they change in it by hand (``copydesk ledger``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from crawler.ledger.model import AlarmNote, DayTally, State


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one address; times are Unix times."""

    state: State
    at: int | None
    due: int | None
    visits: int
    tries: int
    message: str
    etag: str
    last_modified: str
    revisions: Sequence[tuple[int, int | None]]
    """Number and time of each; the time of the first is that of the first success."""


@dataclass(frozen=True, slots=True)
class PendingRequest:
    """A request that is yet to be made."""

    url: str
    due: int
    """Unix time; 0: now."""
    tries: int
    """Failures since the last success."""


@dataclass(frozen=True, slots=True)
class FailedRequest:
    """A request that failed when it was last made, or an article that is no more."""

    url: str
    at: int
    message: str
    due: int | None
    """When it is made again; ``None``: never."""


@dataclass(frozen=True, slots=True)
class SourceDay:
    """What was counted for a source on a day."""

    source: str
    day: int
    """Unix time at which the day begins, in UTC."""
    counts: Mapping[str, int]


class Queries(Protocol):
    """Questions and repairs. Each call is one transaction."""

    def counts(self, now: int) -> dict[str, int]:
        """How many addresses are in which state, and how many of each thing there are."""

    def counts_by_source(self, since: int) -> dict[str, dict[str, int]]:
        """What was counted for each source since a day."""

    def counts_by_day(self, source: str | None, most: int) -> list[SourceDay]:
        """What was counted for a source, or for each, on its last ``most`` days: by source, the latest day first."""

    def tallies(self, since: int, source: str | None = None) -> list[DayTally]:
        """Tallies of a source, or of all, from the day of a Unix time on: by source, the earliest day first."""

    def alarms(self, only_open: bool = True) -> list[AlarmNote]:
        """Alarms by source, kind and time of opening."""

    def purge_tallies(self, before: int) -> int:
        """Forget tallies of the days before that of a Unix time, and alarms that were closed by then; how many."""

    def silent(self, now: int) -> dict[str, int]:
        """Sources that have brought nothing new for unusually long, and the day of their last news."""

    def history(self, key: int) -> History | None:
        """What is known of an address; ``None`` if it was never seen."""

    def pending(self, most: int) -> list[PendingRequest]:
        """Requests that are yet to be made, the first due first."""

    def failed(self, most: int) -> list[FailedRequest]:
        """Requests that failed when they were last made, the latest first."""

    def removed(self, most: int) -> list[FailedRequest]:
        """Articles that were delivered and are no more, the latest first."""

    def purge(self, key: int) -> bool:
        """Forget an address and its article, as if it had never been seen; whether it had."""

    def purge_failures(self, before: int) -> int:
        """Forget why addresses failed that are not asked again; how many."""

    def check(self) -> list[str]:
        """What disagrees in the ledger, a sentence for each; :class:`LedgerError` where it cannot even be read."""

    def vacuum(self) -> tuple[int, int]:
        """Give unused space back to the disk; bytes before and after."""
