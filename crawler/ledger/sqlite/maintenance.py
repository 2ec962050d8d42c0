"""Changes by hand and repairs of a ledger (:class:`crawler.ledger.queries.Queries`)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from crawler.ledger.errors import damaged
from crawler.ledger.sqlite.connection import transaction, value
from crawler.ledger.sqlite.errors import translates
from crawler.ledger.sqlite.queries import REMOVED, UNREADABLE

_OF_KEY = ("seen", "tasks", "validators", "lists", "failures")
_DISAGREEMENTS = {
    "{} tasks are owed of which nothing is known":
        "SELECT count(*) FROM tasks LEFT JOIN seen USING (key) WHERE seen.task IS NOT tasks.id",
    "{} addresses are said to be owed and are not":
        "SELECT count(*) FROM seen LEFT JOIN tasks ON tasks.id = seen.task WHERE task IS NOT NULL AND id IS NULL",
}  # fmt: skip


@translates(*UNREADABLE)
class Maintenance:
    """Changes and repairs through a ``connection``."""

    connection: sqlite3.Connection
    path: str

    def purge(self, key: int) -> bool:
        """Forget a URL and its article; return whether they were known."""
        do = self.connection.execute
        with transaction(self.connection):
            row = do("SELECT article FROM seen WHERE key = ?", (key,)).fetchone()
            for table in _OF_KEY:
                do(f"DELETE FROM {table} WHERE key = ?", (key,))
            for table, column in (("articles", "key"), ("revisions", "article")):
                do(f"DELETE FROM {table} WHERE {column} = ?", row or (None,))
        return row is not None

    def purge_failures(self, before: int) -> int:
        """Delete failures of requests that are never due again; return how many."""
        kept = "SELECT 1 FROM seen WHERE seen.key = failures.key AND (task IS NOT NULL OR state = ?)"
        query = f"DELETE FROM failures WHERE at < ? AND NOT EXISTS ({kept})"
        return self.connection.execute(query, (before, REMOVED)).rowcount

    def check(self) -> list[str]:
        """Return a sentence for each inconsistency in the ledger."""
        first = value(self.connection, "PRAGMA integrity_check(1)")
        if first != "ok":
            raise damaged(self.path, first)
        numbers = {words: value(self.connection, query) for words, query in _DISAGREEMENTS.items()}
        return [words.format(number) for words, number in numbers.items() if number]

    def vacuum(self) -> tuple[int, int]:
        """Free unused disk space; return the size in bytes before and after."""
        before = self._size()
        self.connection.execute("VACUUM")
        return before, self._size()

    def _size(self) -> int:
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or what is in the log alone is not counted
        return Path(self.path).stat().st_size if Path(self.path).exists() else 0
