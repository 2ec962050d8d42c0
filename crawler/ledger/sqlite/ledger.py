"""A ledger in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from crawler.ledger.clock import was_ahead
from crawler.ledger.errors import LedgerError
from crawler.ledger.model import Completion, Known, Lease, Record, State, Task, Validators
from crawler.ledger.sqlite import articles, outbox, tasks, wrong_clock
from crawler.ledger.sqlite.connection import connect, hold, transaction
from crawler.ledger.sqlite.errors import translates
from crawler.ledger.sqlite.hosts import Hosts
from crawler.ledger.sqlite.maintenance import Maintenance
from crawler.ledger.sqlite.moving import Moving
from crawler.ledger.sqlite.queries import Queries
from crawler.ledger.sqlite.sources import Sources
from crawler.ledger.sqlite.tallies import Tallies


def open_ledger(path: str, exclusive: bool = True, create: bool = True) -> SqliteLedger:
    """Open the ledger in a file; ``exclusive``: for a run, which takes back all earlier leases.

    :raises LedgerError: if it is in use, too new, damaged, missing, or not a ledger.
    """
    if not create and not Path(path).is_file():
        raise LedgerError(f"There is no ledger {path}.", "missing")
    held = hold(path) if exclusive else None
    try:
        ledger = SqliteLedger(connect(path, exclusive), path, held)
        if exclusive:
            ledger.expire(1 << 62)
    except BaseException:
        if held:
            held.close()
        raise
    return ledger


@translates(sqlite3.Error)
class SqliteLedger(Queries, Maintenance, Tallies, Moving, Hosts, Sources):
    """A :class:`crawler.ledger.Ledger` in SQLite; ``path`` is for its errors."""

    def __init__(self, connection: sqlite3.Connection, path: str = "the ledger", held: IO[str] | None = None) -> None:
        self.connection, self.path, self._held = connection, path, held
        self._frontier = tasks.Frontier(connection)
        self._clock = wrong_clock.latest(connection)

    def close(self) -> None:
        """Close the file and release its lock."""
        self.connection.close()
        if self._held:
            self._held.close()

    def add(self, tasks: Sequence[Task]) -> list[bool]:
        """Add pending tasks; return for each whether it is new."""
        with transaction(self.connection):
            return self._frontier.add(tasks)

    def ancestors(self, key: int) -> set[int]:
        """Return a list and those that lead to it."""
        return self._frontier.lists.ancestors(key)

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Return the keys that were ever pending."""
        return self._frontier.seen(keys)

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str] = ()) -> list[Lease]:
        """Lease due tasks, spread over sites."""
        self._look_at_clock(now)
        with transaction(self.connection):
            wrong_clock.note(self.connection, now)
            self._frontier.expire(now)
            return self._frontier.claim(count, now, seconds, skip)

    def has_due(self, now: int, skip: Iterable[str] = ()) -> bool:
        """Return whether a task could be claimed of a site that is not in ``skip``."""
        self._look_at_clock(now)
        return self._frontier.has_due(now, skip)

    def _look_at_clock(self, now: int) -> None:
        if was_ahead(self._clock, now):
            with transaction(self.connection):
                wrong_clock.turn_back(self.connection, now)
        self._clock = now

    def renew(self, leases: Iterable[Lease], until: int) -> None:
        """Set the expiry time of leases that are still held."""
        with transaction(self.connection):
            self._frontier.renew(leases, until)

    def expire(self, now: int) -> int:
        """Take back expired leases; return how many."""
        with transaction(self.connection):
            return self._frontier.expire(now)

    def release(self, leases: Iterable[Lease]) -> None:
        """Release leases before they expire."""
        with transaction(self.connection):
            self._frontier.release(leases)

    def complete(self, completions: Iterable[Completion]) -> list[bool]:
        """Complete the leases that are still held, each with all its results."""
        with transaction(self.connection):
            return [self._complete(completion) for completion in completions]

    def _complete(self, completion: Completion) -> bool:
        if not self._frontier.held(completion.lease):
            return False
        self._deliver(completion.records, completion.at)
        articles.remember(self.connection, completion)
        self._frontier.end(completion)
        return True

    def _deliver(self, records: Sequence[Record], at: int) -> None:
        for record in records:
            if record.line:
                outbox.put(self.connection, record.line)
            if record.article is not None and record.known:
                articles.know(self.connection, record.article, record.known, at)

    def outbox(self, count: int) -> list[tuple[int, bytes]]:
        """Return lines that have not been published."""
        return outbox.get(self.connection, count)

    def positions(self) -> dict[str, str]:
        """Return the position of each feed."""
        return outbox.positions(self.connection)

    def published(self, through: int, feed: str, position: str) -> None:
        """Delete lines, and store the position of the feed; both are safely on disk when this returns."""
        self.connection.execute("PRAGMA synchronous = FULL")
        with transaction(self.connection):
            outbox.published(self.connection, through, feed, position)
        self.connection.execute("PRAGMA synchronous = NORMAL")

    def known(self, article: int) -> Known | None:
        """The last delivered revision of an article."""
        return articles.known(self.connection, article)

    def state(self, key: int) -> State | None:
        """Return how a request ended when it was last made."""
        return self._frontier.state(key)

    def interval(self, key: int) -> int:
        """Return the interval of a feed in seconds."""
        return articles.interval(self.connection, key)

    def validators(self, key: int) -> Validators | None:
        """Return the validators of the last response to a request."""
        return articles.validators(self.connection, key)

    def due(self, key: int) -> int | None:
        """Return when a request is due."""
        return self._frontier.due(key)

    def hold(self, site: str, until: int) -> None:
        """Store until when a site is paused."""
        with transaction(self.connection):
            articles.hold(self.connection, site, until)

    def holds(self, now: int) -> dict[str, int]:
        """Return the sites that are paused, and until when."""
        with transaction(self.connection):
            return articles.holds(self.connection, now)
