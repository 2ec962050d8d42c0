"""Tallies of sources by day, and alarms about them (:class:`crawler.ledger.protocol.Ledger`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.ledger.model import AlarmNote, DayTally
from crawler.ledger.postgres.session import Connection, Session
from crawler.ledger.revisit_times import DAY

_INSERT = b"INSERT INTO tallies VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING day"
_FIND = b"SELECT value FROM tallies WHERE source = %s AND day = %s FOR UPDATE"
_UPDATE = b"UPDATE tallies SET value = %s WHERE source = %s AND day = %s"
_ALARM = b"""
INSERT INTO alarms VALUES (%s, %s, %s, %s, %s) ON CONFLICT (source, kind, opened)
DO UPDATE SET closed = excluded.closed, value = excluded.value
"""


class Tallies:
    """Tallies and alarms over a ``session``."""

    session: Session

    def add_tallies(self, tallies: Iterable[DayTally], merge: Callable[[bytes, bytes], bytes]) -> None:
        """Add tallies, merged with those of the same source and day."""
        found = sorted(tallies, key=lambda tally: (tally.source, tally.day))  # all workers in one order: no deadlock

        def work(connection: Connection) -> None:
            for tally in found:
                key = tally.source, tally.day // DAY
                if connection.execute(_INSERT, (*key, tally.value)).fetchone():
                    continue
                row = connection.execute(_FIND, key).fetchone()
                value = merge(bytes(row[0]), tally.value) if row else tally.value
                connection.execute(_UPDATE, (value, *key))

        self.session.run(work)

    def tallies(self, since: int, source: str | None = None) -> list[DayTally]:
        """Return tallies from a day on, by source and day."""
        query = "SELECT source, day, value FROM tallies WHERE day >= %s"
        order = ' ORDER BY source COLLATE "C", day'
        if source is None:
            rows = self.session.rows(query + order, (since // DAY,))
        else:
            rows = self.session.rows(f"{query} AND source = %s{order}", (since // DAY, source))
        return [DayTally(name, day * DAY, bytes(value)) for name, day, value in rows]

    def put_alarms(self, alarms: Iterable[AlarmNote]) -> None:
        """Store alarms."""
        found = [(alarm.source, alarm.kind, alarm.opened, alarm.closed, alarm.value) for alarm in alarms]

        def work(connection: Connection) -> None:
            for row in found:
                connection.execute(_ALARM, row)

        self.session.run(work)

    def alarms(self, only_open: bool = True, source: str | None = None) -> list[AlarmNote]:
        """Return the alarms of a source, or of all: by source, kind and opening time."""
        query = (
            "SELECT source, kind, opened, closed, value FROM alarms "
            "WHERE (closed IS NULL OR NOT %s) AND source = coalesce(%s::text, source) "
            'ORDER BY source COLLATE "C", kind COLLATE "C", opened'
        )
        rows = self.session.rows(query, (only_open, source))
        return [AlarmNote(name, kind, opened, closed, bytes(value)) for name, kind, opened, closed, value in rows]

    def purge_tallies(self, before: int) -> int:
        """Delete old tallies and closed alarms; return how many."""
        days = self.session.execute("DELETE FROM tallies WHERE day < %s", (before // DAY,))
        return days + self.session.execute("DELETE FROM alarms WHERE closed < %s", (before,))
