"""Correct times that were stored while the clock was ahead."""

from __future__ import annotations

from crawler.ledger.postgres.session import Connection
from crawler.ledger.revisit_times import DAY

_AT = "(SELECT at FROM seen WHERE seen.key = tasks.key)"
_CLOCK = "(SELECT value FROM notes WHERE name = 'clock')"
_STATEMENTS = (
    f"UPDATE tasks SET due = greatest(1, due - ({_AT} - %(now)s)) WHERE due > %(now)s AND {_AT} > %(now)s",
    f"UPDATE tasks SET until = until - greatest(0, {_CLOCK} - %(now)s) WHERE fence > 0",
    "UPDATE tasks SET first = %(now)s WHERE first > %(now)s",
    "UPDATE seen SET at = %(now)s WHERE at > %(now)s",
    "UPDATE failures SET at = %(now)s WHERE at > %(now)s",
    "UPDATE revisions SET at = %(now)s WHERE at > %(now)s",
    "INSERT INTO counts SELECT source, %(day)s, what, sum(number) FROM counts WHERE day > %(day)s "
    "GROUP BY source, what ON CONFLICT (source, day, what) DO UPDATE SET number = counts.number + excluded.number",
    "DELETE FROM counts WHERE day > %(day)s",
    "UPDATE notes SET value = %(now)s WHERE name = 'clock'",
)


def note(connection: Connection, now: int) -> None:
    """Store the time of the latest lease."""
    connection.execute("UPDATE notes SET value = %(now)s WHERE name = 'clock' AND value < %(now)s", {"now": now})


def turn_back(connection: Connection, now: int) -> None:
    """Shift all stored times by the difference between the latest lease and ``now``."""
    for statement in _STATEMENTS:
        connection.execute(statement.encode(), {"now": now, "day": now // DAY})
