"""Changes by hand and repairs of a ledger (:class:`crawler.ledger.queries.Queries`)."""

from __future__ import annotations

from crawler.ledger.postgres.queries import REMOVED
from crawler.ledger.postgres.session import Connection, Session

_OF_KEY = ("seen", "tasks", "validators", "lists", "failures")
_DISAGREEMENTS = {
    "{} tasks are owed of which nothing is known":
        "SELECT count(*) FROM tasks LEFT JOIN seen USING (key) WHERE seen.task IS DISTINCT FROM tasks.id",
    "{} addresses are said to be owed and are not":
        "SELECT count(*) FROM seen LEFT JOIN tasks ON tasks.id = seen.task WHERE task IS NOT NULL AND id IS NULL",
}  # fmt: skip
_OLD_FAILURES = """
DELETE FROM failures WHERE at < %s AND NOT EXISTS (
    SELECT 1 FROM seen WHERE seen.key = failures.key AND (task IS NOT NULL OR state = %s)
)
"""
_SIZE = """
SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
"""


class Maintenance:
    """Changes and repairs through a ``session``."""

    session: Session

    def purge(self, key: int) -> bool:
        """Forget a URL and its article; return whether they were known."""

        def work(connection: Connection) -> bool:
            row = connection.execute("SELECT article FROM seen WHERE key = %s FOR UPDATE", (key,)).fetchone()
            for table in _OF_KEY:
                connection.execute(f"DELETE FROM {table} WHERE key = %s".encode(), (key,))
            for table, column in (("articles", "key"), ("revisions", "article")):
                connection.execute(f"DELETE FROM {table} WHERE {column} = %s".encode(), row or (None,))
            return row is not None

        return self.session.run(work)

    def purge_failures(self, before: int) -> int:
        """Delete failures of requests that are never due again; return how many."""
        return self.session.execute(_OLD_FAILURES, (before, REMOVED))

    def check(self) -> list[str]:
        """Return a sentence for each inconsistency in the ledger; the server checks the disk itself."""
        numbers = {words: self.session.value(query) for words, query in _DISAGREEMENTS.items()}
        return [words.format(number) for words, number in numbers.items() if number]

    def vacuum(self) -> tuple[int, int]:
        """Free unused disk space; return the size in bytes before and after."""
        before = self._size()
        for (table,) in self.session.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"):
            self.session.execute(f"VACUUM (FULL, ANALYZE) {table}")
        return before, self._size()

    def _size(self) -> int:
        return int(self.session.value(_SIZE))
