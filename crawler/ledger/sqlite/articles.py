"""What is stored of pages and articles: revisions, validators, failures, counts by source and day."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from crawler.ledger.model import Completion, Known, Validators
from crawler.ledger.revisit_times import DAY
from crawler.ledger.sqlite.connection import value

HOLD = "hold:"
"""Prefix of the names of pauses."""


def known(connection: sqlite3.Connection, article: int) -> Known | None:
    """The last delivered revision of an article."""
    query = "SELECT revision, body_hash, parts, address FROM articles WHERE key = ?"
    row = connection.execute(query, (article,)).fetchone()
    return Known(row[0], row[1].hex(), row[2], row[3]) if row else None


def know(connection: sqlite3.Connection, article: int, now: Known, at: int) -> None:
    """Store the delivered revision; the times of later revisions are kept."""
    values = article, now.revision, bytes.fromhex(now.body_hash), now.parts, now.address
    names = "revision", "body_hash", "parts", "address"
    newer = ", ".join(f"{name} = excluded.{name}" for name in names)
    insert = "INSERT INTO articles VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
    connection.execute(f"{insert}{newer} WHERE excluded.revision > revision", values)
    if now.revision > 1:
        connection.execute("INSERT OR REPLACE INTO revisions VALUES (?, ?, ?)", (article, now.revision, at))


def validators(connection: sqlite3.Connection, key: int) -> Validators | None:
    """Return the validators of the last response to a request."""
    row = connection.execute("SELECT etag, last_modified FROM validators WHERE key = ?", (key,)).fetchone()
    return Validators(*row) if row else None


def interval(connection: sqlite3.Connection, key: int) -> int:
    """Return the interval of a feed in seconds; 0 if it is unknown."""
    return int(value(connection, "SELECT seconds FROM lists WHERE key = ?", (key,)) or 0)


def hold(connection: sqlite3.Connection, site: str, until: int) -> None:
    """Store until when a site is paused."""
    connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (f"{HOLD}{site}", until))


def holds(connection: sqlite3.Connection, now: int) -> dict[str, int]:
    """Return the sites that are paused, and until when; delete pauses that are over.

    A pause of more than a day was stored by a wrong clock.
    """
    is_hold = f"name >= '{HOLD}' AND name < '{HOLD[:-1]};'"
    connection.execute(f"DELETE FROM notes WHERE {is_hold} AND (value <= ? OR value > ?)", (now, now + DAY))
    found = connection.execute(f"SELECT name, value FROM notes WHERE {is_hold}").fetchall()
    return {name.removeprefix(HOLD): until for name, until in found}


def remember(connection: sqlite3.Connection, completion: Completion) -> None:
    """Store validators, the interval, the failure or its end, and counts."""
    lease = completion.lease
    if completion.due is None and not completion.read_version:  # never due again
        connection.execute("DELETE FROM validators WHERE key = ?", (lease.key,))
    else:
        _remember_validators(connection, completion.validators)
    if completion.interval:
        insert = "INSERT INTO lists VALUES (?, ?, '', '', '') ON CONFLICT DO UPDATE SET seconds = excluded.seconds"
        connection.execute(insert, (lease.key, completion.interval))
    if completion.message:
        values = lease.key, lease.url, completion.at, completion.message
        connection.execute("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?)", values)
    elif lease.tries or lease.visits:
        connection.execute("DELETE FROM failures WHERE key = ?", (lease.key,))
    _count(connection, completion)


def _remember_validators(connection: sqlite3.Connection, found: Mapping[int, Validators]) -> None:
    """Store validators; a response without any deletes the old ones, so the next request is unconditional."""
    rows = [(key, said.etag, said.last_modified) for key, said in found.items() if said != Validators()]
    connection.executemany("INSERT OR REPLACE INTO validators VALUES (?, ?, ?)", rows)
    nothing = [(key,) for key, said in found.items() if said == Validators()]
    connection.executemany("DELETE FROM validators WHERE key = ?", nothing)


def _count(connection: sqlite3.Connection, completion: Completion) -> None:
    day = completion.at // DAY
    for what, number in completion.counts.items():
        connection.execute(
            "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
            (completion.source, day, what, number),
        )
