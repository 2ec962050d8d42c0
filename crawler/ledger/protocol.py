"""The interface that any database can stand behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from crawler.ledger.model import AlarmNote, Completion, DayTally, Known, Lease, State, Task, Validators
from crawler.ledger.queries import Queries


class Ledger(Queries, Protocol):
    """What the crawl needs. Each call is one transaction; many workers may make them at once.

    Every call may raise :class:`crawler.ledger.errors.LedgerError`, and no error of the database.
    """

    def add(self, tasks: Sequence[Task]) -> list[bool]:
        """Owe these; for each, whether it is new, or a list that has another version now.

        Lists form a graph: a task with a ``parent`` is one that this list names. A list that the spider starts from
        brings all of those below it forward, unless it is ``patient``.
        """

    def ancestors(self, key: int) -> set[int]:
        """A list and those that lead to it."""

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Those that were ever owed."""

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str] = ()) -> list[Lease]:
        """Lease up to ``count`` due tasks of as many sites as there are, none of those in ``skip``, for ``seconds``.

        What is under a lease that has ended is due: whoever held it is dead, or has lost it.
        Where ``now`` is well before what it has been, the clock was wrong: what waits is brought forward as much.
        """

    def has_due(self, now: int, skip: Iterable[str] = ()) -> bool:
        """Whether a task could be claimed, of none of the sites in ``skip``."""

    def complete(self, completions: Iterable[Completion]) -> list[bool]:
        """End leases; ``False`` for one that is no longer held, of which nothing is written."""

    def renew(self, leases: Iterable[Lease], until: int) -> None:
        """Let leases end at that time, also those that have ended and that nobody has claimed since.

        Those that somebody else has by now are left alone.
        """

    def expire(self, now: int) -> int:
        """Take back leases whose time is over; how many."""

    def release(self, leases: Iterable[Lease]) -> None:
        """Take back leases before their time is over; those that are no longer held are left alone."""

    def outbox(self, count: int) -> list[tuple[int, bytes]]:
        """Lines that have not been published, the oldest first, with rising numbers."""

    def positions(self) -> dict[str, str]:
        """What was last said of each feed by :meth:`published`."""

    def published(self, through: int, feed: str, position: str) -> None:
        """Forget lines up to that number, and note where the feed stands."""

    def known(self, article: int) -> Known | None:
        """What was last delivered of an article."""

    def state(self, key: int) -> State | None:
        """How a request ended when it was last made; ``None`` if it was never made."""

    def interval(self, key: int) -> int:
        """Seconds for which a feed is left alone; 0 if it is not known."""

    def validators(self, key: int) -> Validators | None:
        """What a request said of itself when it was last made."""

    def due(self, key: int) -> int | None:
        """When a request is made next; 0: now, ``None``: it is not owed."""

    def hold(self, site: str, until: int) -> None:
        """Note until when a site is to be left alone."""

    def holds(self, now: int) -> dict[str, int]:
        """Sites that are to be left alone, and until when."""

    def add_tallies(self, tallies: Iterable[DayTally], merge: Callable[[bytes, bytes], bytes]) -> None:
        """Keep tallies; ``merge(before, new)`` makes one of two of a source and day."""

    def put_alarms(self, alarms: Iterable[AlarmNote]) -> None:
        """Keep alarms; one of the same source, kind and time of opening is replaced."""

    def close(self) -> None:
        """Release it."""
