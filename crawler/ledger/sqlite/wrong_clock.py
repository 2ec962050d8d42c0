"""A clock that was ahead and is right again: what waits does not wait until the wrong time comes."""

from __future__ import annotations

import sqlite3

from crawler.ledger.sqlite.articles import DAY

TOLERANCE = 300
"""Seconds by which clocks go back without having been wrong."""

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
    """The latest time at which something was leased."""
    return int(connection.execute("SELECT value FROM notes WHERE name = 'clock'").fetchone()[0])


def note(connection: sqlite3.Connection, now: int) -> None:
    """Something is leased now."""
    connection.execute("UPDATE notes SET value = ? WHERE name = 'clock'", (now,))


def turn_back(connection: sqlite3.Connection, now: int) -> None:
    """All that is noted of times after ``now`` is of now, and what was to come so long after them comes so long after
    now."""
    for statement in _STATEMENTS:
        connection.execute(statement, {"now": now, "day": now // DAY})
