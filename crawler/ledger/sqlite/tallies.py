"""Tallies of sources by day, and alarms about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from crawler.ledger.model import AlarmNote, DayTally
from crawler.ledger.revisit_times import DAY
from crawler.ledger.sqlite.connection import transaction, value
from crawler.ledger.sqlite.errors import translates


@translates(sqlite3.Error)
class Tallies:
    """Tallies and alarms through a ``connection``."""

    connection: sqlite3.Connection
    path: str

    def add_tallies(self, tallies: Iterable[DayTally], merge: Callable[[bytes, bytes], bytes]) -> None:
        """Add tallies, merged with those of the same source and day."""
        find = "SELECT value FROM tallies WHERE source = ? AND day = ?"
        with transaction(self.connection):
            for tally in tallies:
                key = tally.source, tally.day // DAY
                before = value(self.connection, find, key)
                merged = tally.value if before is None else merge(before, tally.value)
                self.connection.execute("INSERT OR REPLACE INTO tallies VALUES (?, ?, ?)", (*key, merged))

    def tallies(self, since: int, source: str | None = None) -> list[DayTally]:
        """Return tallies from a day on, by source and day."""
        of_source = "" if source is None else "AND source = :source"  # two queries, or the index is not used
        query = f"SELECT source, day, value FROM tallies WHERE day >= :day {of_source} ORDER BY 1, 2"
        rows = self.connection.execute(query, {"day": since // DAY, "source": source})
        return [DayTally(name, day * DAY, packed) for name, day, packed in rows]

    def put_alarms(self, alarms: Iterable[AlarmNote]) -> None:
        """Store alarms."""
        rows = [(a.source, a.kind, a.opened, a.closed, a.value) for a in alarms]
        with transaction(self.connection):
            self.connection.executemany("INSERT OR REPLACE INTO alarms VALUES (?, ?, ?, ?, ?)", rows)

    def alarms(self, only_open: bool = True, source: str | None = None) -> list[AlarmNote]:
        """Return the alarms of a source, or of all: by source, kind and opening time."""
        query = (
            "SELECT source, kind, opened, closed, value FROM alarms "
            "WHERE (closed IS NULL OR NOT ?) AND source = coalesce(?, source) ORDER BY 1, 2, 3"
        )
        return [AlarmNote(*row) for row in self.connection.execute(query, (only_open, source))]

    def purge_tallies(self, before: int) -> int:
        """Delete old tallies and closed alarms; return how many."""
        with transaction(self.connection):
            days = self.connection.execute("DELETE FROM tallies WHERE day < ?", (before // DAY,)).rowcount
            closed = self.connection.execute("DELETE FROM alarms WHERE closed < ?", (before,)).rowcount
        return days + closed
