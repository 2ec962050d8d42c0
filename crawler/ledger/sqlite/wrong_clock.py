"""Correct times that were stored while the clock was ahead."""

from __future__ import annotations

import sqlite3

from crawler.ledger.revisit_times import DAY
from crawler.ledger.sqlite.connection import value

_AT = "(SELECT at FROM seen WHERE seen.key = tasks.key)"
_CLOCK = "(SELECT value FROM notes WHERE name = 'clock')"
_STATEMENTS = (
    f"UPDATE tasks SET due = max(1, due - ({_AT} - :now)) WHERE due > :now AND {_AT} > :now",
    f"UPDATE tasks SET until = until - max(0, {_CLOCK} - :now) WHERE fence > 0",
    "UPDATE tasks SET first = :now WHERE first > :now",
    "UPDATE seen SET at = :now WHERE at > :now",
    "UPDATE failures SET at = :now WHERE at > :now",
    "UPDATE revisions SET at = :now WHERE at > :now",
    "INSERT INTO counts SELECT source, :day, what, sum(number) FROM counts WHERE day > :day GROUP BY source, what "
    "ON CONFLICT DO UPDATE SET number = number + excluded.number",
    "DELETE FROM counts WHERE day > :day",
    "UPDATE notes SET value = :now WHERE name = 'clock'",
)


def latest(connection: sqlite3.Connection) -> int:
    """Return the time of the latest lease."""
    return int(value(connection, "SELECT value FROM notes WHERE name = 'clock'"))


def note(connection: sqlite3.Connection, now: int) -> None:
    """Store the time of the latest lease."""
    connection.execute("UPDATE notes SET value = ? WHERE name = 'clock'", (now,))


def turn_back(connection: sqlite3.Connection, now: int) -> None:
    """Shift all stored times by the difference between the latest lease and ``now``."""
    for statement in _STATEMENTS:
        connection.execute(statement, {"now": now, "day": now // DAY})
