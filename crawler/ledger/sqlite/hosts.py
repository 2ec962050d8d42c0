"""Turns, paces and files of hosts (:class:`crawler.net.host_store.HostStore`)."""

from __future__ import annotations

import sqlite3
import time

from crawler.ledger.sqlite.articles import HOLD
from crawler.ledger.sqlite.connection import transaction, value
from crawler.net.host_store import LONGEST

_TURN = """
INSERT INTO hosts (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = excluded.next RETURNING times
"""
_SLOW = "INSERT INTO hosts (name, times) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET times = excluded.times"
_FILE = "SELECT body, until FROM host_files WHERE url = ? AND until > ? AND until <= ?"


class Hosts:
    """Tables ``hosts`` and ``host_files`` over a ``connection``."""

    connection: sqlite3.Connection

    def time(self) -> float:
        """Return the Unix time."""
        return time.time()

    def ask(self, site: str, pause: float, unused: float = 0.0) -> tuple[float, int, float]:
        """Take the next turn of a site; a turn is named by the time from which the next one may begin."""
        now = time.time()
        with transaction(self.connection):
            following = value(self.connection, "SELECT next FROM hosts WHERE name = ?", (site,)) or 0.0
            found = (
                following - pause if following == unused else following,
                value(self.connection, "SELECT value FROM notes WHERE name = ?", (f"{HOLD}{site}",)) or 0.0,
            )
            turn = max([now, *(at for at in found if at <= now + LONGEST)])
            [(times,)] = self.connection.execute(_TURN, (site, turn + pause)).fetchall()
        return turn - now, times, turn + pause

    def slow(self, site: str, times: int) -> None:
        """Store how often a site has asked for a slower pace."""
        with transaction(self.connection):
            self.connection.execute(_SLOW, (site, times))

    def host_file(self, url: str) -> tuple[bytes, float] | None:
        """Return a file of a host, and the seconds for which it is still valid."""
        now = time.time()
        row = self.connection.execute(_FILE, (url, now, now + LONGEST)).fetchone()
        return (bytes(row[0]), row[1] - now) if row else None

    def keep_host_file(self, url: str, body: bytes, seconds: float) -> None:
        """Store a file of a host for a number of seconds."""
        until = time.time() + min(seconds, LONGEST)
        with transaction(self.connection):
            self.connection.execute("INSERT OR REPLACE INTO host_files VALUES (?, ?, ?)", (url, body, until))
