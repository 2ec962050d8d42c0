"""What a ledger holds, in tables that no database is needed to read: so that one moves to another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeAlias

from crawler.ledger.errors import LedgerError
from crawler.ledger.queries import Queries
from crawler.ledger.source_table import SourceTable

Row: TypeAlias = tuple[Any, ...]

TABLES: dict[str, tuple[str, ...]] = {
    "notes": ("name", "value"),
    "sites": ("name",),
    "seen": ("key", "state", "task", "at", "article"),
    "tasks": ("id", "key", "site", "rank", "due", "fence", "until", "tries", "visits", "first", "url", "payload",
              "pending", "held"),
    "lists": ("key", "seconds", "version", "read_version", "reader"),
    "edges": ("child", "parent", "fence"),
    "articles": ("key", "revision", "body_hash", "parts", "address"),
    "revisions": ("article", "revision", "at"),
    "validators": ("key", "etag", "last_modified"),
    "failures": ("key", "url", "at", "message"),
    "holds": ("site", "until"),
    "outbox": ("line",),
    "feeds": ("name", "position"),
    "counts": ("source", "day", "what", "number"),
    "tallies": ("source", "day", "value"),
    "alarms": ("source", "kind", "opened", "closed", "value"),
    "sources": ("name", "toml"),
}  # fmt: skip
"""Columns by table. ``notes``: ``clock``, the latest time at which something was leased, and ``fence``, the highest
that was given out; of ``tasks``, ``site`` is a name, ``url`` whole, ``pending`` and ``held`` are truth values."""


class Movable(Queries, SourceTable, Protocol):
    """A ledger that can be read and filled as a whole."""

    def dump(self, table: str) -> Iterator[Row]:
        """The rows of a table, those of the outbox in their order."""

    def fill(self, tables: Iterable[tuple[str, Iterable[Row]]]) -> None:
        """Take the rows of all tables into an empty ledger, in one transaction."""


def copy(source: Movable, target: Movable, name: str, progress: Callable[[str, int], None]) -> None:
    """All of a ledger into an empty one; ``name``: of the target, ``progress``: told of each table when it is copied.

    :raises LedgerError: where the target is not empty, or one of them cannot be used.
    """
    if any(target.counts(0).values()) or target.source_texts():
        raise LedgerError(f"{name} is not empty; a ledger is copied into a new one.", "foreign")

    def counted(table: str) -> Iterator[Row]:
        rows = 0
        for row in source.dump(table):
            rows += 1
            yield row
        progress(table, rows)

    target.fill((table, counted(table)) for table in TABLES)
