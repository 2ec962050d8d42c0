"""A ledger read and filled as a whole (:class:`crawler.ledger.tables.Movable`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crawler.ledger.postgres.completions import to_text
from crawler.ledger.postgres.schema import note_sources
from crawler.ledger.postgres.session import Connection, Session
from crawler.ledger.tables import TABLES, Row

_AT_ONCE = 10_000
_DUMPS = {
    "notes": "SELECT name, value FROM notes WHERE name = 'clock' UNION ALL SELECT 'fence', last_value FROM fences",
    "outbox": "SELECT line FROM outbox ORDER BY id",
    "tasks": "SELECT tasks.id, key, name, rank, due, fence, until, tries, visits, first, url, payload, pending, held "
    "FROM tasks JOIN sites ON sites.id = site",
}
_SEQUENCES = """
SELECT setval('task_ids', greatest((SELECT max(id) FROM tasks), 1)), setval('fences', greatest(%s, 1))
"""


class Moving:
    """Reads and fills what is behind a ``session``."""

    session: Session

    def dump(self, table: str) -> Iterator[Row]:
        """The rows of a table, some thousands of them in memory at a time."""
        query = _DUMPS.get(table) or f"SELECT {', '.join(TABLES[table])} FROM {table}"
        with self.session.transaction() as connection, connection.cursor("dump") as cursor:
            cursor.itersize = _AT_ONCE
            yield from cursor.execute(query.encode())

    def fill(self, tables: Iterable[tuple[str, Iterable[Row]]]) -> None:
        """Take the rows of all tables; where the server goes away meanwhile nothing is there."""
        notes: dict[str, int] = {}
        with self.session.transaction() as connection:
            for table, rows in tables:
                if table == "notes":
                    notes = dict(rows)
                else:
                    _copy(connection, table, _numbered(connection, rows) if table == "tasks" else rows)
            note_sources(connection)
            connection.execute("UPDATE notes SET value = %s WHERE name = 'clock'", (notes["clock"],))
            connection.execute(_SEQUENCES, (notes["fence"],))


def _copy(connection: Connection, table: str, rows: Iterable[Row]) -> None:
    command = f"COPY {table} ({', '.join(TABLES[table])}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(command.encode()) as target:
        for row in rows:
            target.write_row([to_text(value) if isinstance(value, str) else value for value in row])


def _numbered(connection: Connection, rows: Iterable[Row]) -> Iterator[Row]:
    numbers: dict[str, int] = dict(connection.execute("SELECT name, id FROM sites").fetchall())
    return ((*row[:2], numbers[row[2]], *row[3:]) for row in rows)
