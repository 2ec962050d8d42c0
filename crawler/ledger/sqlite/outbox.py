"""Lines to be written to a feed, and the position of the feed."""

from __future__ import annotations

import sqlite3


def put(connection: sqlite3.Connection, line: bytes) -> None:
    """Add a line."""
    connection.execute("INSERT INTO outbox (line) VALUES (?)", (line,))


def get(connection: sqlite3.Connection, count: int) -> list[tuple[int, bytes]]:
    """Return the oldest lines with their numbers."""
    return connection.execute("SELECT id, line FROM outbox ORDER BY id LIMIT ?", (count,)).fetchall()


def positions(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the last position of each feed."""
    return dict(connection.execute("SELECT name, position FROM feeds").fetchall())


def published(connection: sqlite3.Connection, through: int, feed: str, position: str) -> None:
    """Delete the lines that a feed has, and store its position."""
    connection.execute("DELETE FROM outbox WHERE id <= ?", (through,))
    connection.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (feed, position))
