"""The interface of a ledger, which any database may implement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from crawler.ledger.model import AlarmNote, Completion, DayTally, Known, Lease, State, Task, Validators
from crawler.ledger.tables import Movable
from crawler.net.host_store import HostStore


class Ledger(Movable, HostStore, Protocol):
    """What a crawl needs. Each call is one transaction; many workers may make calls at once.

    Every call may raise :class:`crawler.ledger.errors.LedgerError`, and no other error of the database.
    """

    def time(self) -> float:
        """Return the Unix time by the clock of all who use the ledger: that of its server, or of this machine."""

    def add(self, tasks: Sequence[Task]) -> list[bool]:
        """Add pending tasks; return for each whether it is new, or a list that has another version now.

        Lists form a graph: a task with a ``parent`` is named by that list. A list among the start requests also makes
        all lists below it due, unless it is ``patient``.
        """

    def ancestors(self, key: int) -> set[int]:
        """Return a list and those that lead to it."""

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Return the keys that were ever pending."""

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str] = ()) -> list[Lease]:
        """Lease up to ``count`` due tasks, of as many sites as possible and none in ``skip``, for ``seconds``.

        A task with an expired lease is due: its worker is dead, or has lost it. If ``now`` is well before an earlier
        call's, the clock was wrong, and all stored times are corrected.
        """

    def has_due(self, now: int, skip: Iterable[str] = ()) -> bool:
        """Return whether a task could be claimed of a site that is not in ``skip``."""

    def complete(self, completions: Iterable[Completion]) -> list[bool]:
        """Complete leases; return for each whether it was still held. Of others nothing is written."""

    def renew(self, leases: Iterable[Lease], until: int) -> None:
        """Set the expiry time of leases, also of expired ones that have not been claimed since.

        Leases that another worker has claimed are not changed.
        """

    def expire(self, now: int) -> int:
        """Take back expired leases; return how many."""

    def release(self, leases: Iterable[Lease]) -> None:
        """Release leases before they expire; those that are no longer held are not changed."""

    def outbox(self, count: int) -> list[tuple[int, bytes]]:
        """Return lines that have not been published with their ascending numbers, the oldest first."""

    def positions(self) -> dict[str, str]:
        """Return the last position of each feed, as given to :meth:`published`."""

    def published(self, through: int, feed: str, position: str) -> None:
        """Delete lines up to a number, and store the position of the feed."""

    def known(self, article: int) -> Known | None:
        """The last delivered revision of an article."""

    def state(self, key: int) -> State | None:
        """Return how a request ended when it was last made; None if it was never made."""

    def interval(self, key: int) -> int:
        """Return the interval of a feed in seconds; 0 if it is unknown."""

    def validators(self, key: int) -> Validators | None:
        """Return the validators of the last response to a request."""

    def due(self, key: int) -> int | None:
        """Return when a request is due, 0 for now; None if it is not pending."""

    def hold(self, site: str, until: int) -> None:
        """Store until when a site is paused."""

    def holds(self, now: int) -> dict[str, int]:
        """Return the sites that are paused, and until when."""

    def add_tallies(self, tallies: Iterable[DayTally], merge: Callable[[bytes, bytes], bytes]) -> None:
        """Add tallies; ``merge(before, new)`` merges two of the same source and day."""

    def put_alarms(self, alarms: Iterable[AlarmNote]) -> None:
        """Store alarms; one with the same source, kind and opening time is replaced."""

    def close(self) -> None:
        """Close the ledger."""
