"""Lines on their way to a feed, and how far the feed is."""

from __future__ import annotations

import sqlite3


def put(connection: sqlite3.Connection, line: bytes) -> None:
    """Add a line."""
    connection.execute("INSERT INTO outbox (line) VALUES (?)", (line,))


def get(connection: sqlite3.Connection, count: int) -> list[tuple[int, bytes]]:
    """The oldest lines with their numbers."""
    return connection.execute("SELECT id, line FROM outbox ORDER BY id LIMIT ?", (count,)).fetchall()


def positions(connection: sqlite3.Connection) -> dict[str, str]:
    """What was last noted of each feed."""
    return dict(connection.execute("SELECT name, position FROM feeds").fetchall())


def published(connection: sqlite3.Connection, through: int, feed: str, position: str) -> None:
    """Drop the lines that a feed has, and note where it stands."""
    connection.execute("DELETE FROM outbox WHERE id <= ?", (through,))
    connection.execute("INSERT OR REPLACE INTO feeds VALUES (?, ?)", (feed, position))
