"""A ledger read and filled as a whole (:class:`crawler.ledger.tables.Movable`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from crawler.ledger.sqlite.articles import HOLD
from crawler.ledger.sqlite.connection import transaction
from crawler.ledger.sqlite.errors import to_ledger_error, translates
from crawler.ledger.sqlite.queries import UNREADABLE
from crawler.ledger.sqlite.tasks import shorten, to_url
from crawler.ledger.tables import TABLES, Row

_DUMPS = {
    "notes": "SELECT name, value FROM notes WHERE name IN ('clock', 'fence')",
    "holds": f"SELECT substr(name, {len(HOLD) + 1}), value FROM notes WHERE name LIKE '{HOLD}%'",
    "outbox": "SELECT line FROM outbox ORDER BY id",
    "tasks": "SELECT tasks.id, key, name, rank, due, fence, until, tries, visits, first, url, payload, pending, held "
    "FROM tasks JOIN sites ON sites.id = site",
}


@translates(*UNREADABLE)
class Moving:
    """Reads and fills what is behind a ``connection``."""

    connection: sqlite3.Connection
    path: str

    def dump(self, table: str) -> Iterator[Row]:
        """The rows of a table."""
        query = _DUMPS.get(table) or f"SELECT {', '.join(TABLES[table])} FROM {table}"
        try:
            rows = self.connection.execute(query)
            yield from _whole(rows) if table == "tasks" else rows
        except UNREADABLE as error:  # while rows are taken
            raise to_ledger_error(error, self.path) from error

    def fill(self, tables: Iterable[tuple[str, Iterable[Row]]]) -> None:
        """Take the rows of all tables."""
        with transaction(self.connection):
            for table, rows in tables:
                columns = TABLES[table]
                if table == "tasks":
                    rows = self._numbered(rows)
                elif table == "holds":
                    table, columns, rows = "notes", TABLES["notes"], ((f"{HOLD}{site}", until) for site, until in rows)
                marks = ", ".join("?" * len(columns))
                insert = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
                self.connection.executemany(insert, rows)

    def _numbered(self, rows: Iterable[Row]) -> Iterator[Row]:
        numbers = dict(self.connection.execute("SELECT name, id FROM sites"))
        for number, key, site, *others, url, payload, pending, held in rows:
            yield number, key, numbers[site], *others, shorten(url, site), payload, int(pending), int(held)


def _whole(rows: Iterable[Row]) -> Iterator[Row]:
    for number, key, site, *others, url, payload, pending, held in rows:
        yield number, key, site, *others, to_url(url, site), payload, bool(pending), bool(held)
