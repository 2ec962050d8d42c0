"""The table of sources (:class:`crawler.ledger.source_table.SourceTable`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from crawler.ledger.sqlite.connection import transaction, value
from crawler.ledger.sqlite.errors import translates


@translates(sqlite3.Error)
class Sources:
    """Table ``sources`` behind a ``connection``."""

    connection: sqlite3.Connection

    def source_texts(self) -> dict[str, str]:
        """Return the TOML text of each source, sorted by name."""
        return dict(self.connection.execute("SELECT name, toml FROM sources ORDER BY name").fetchall())

    def source_text(self, name: str) -> str | None:
        """Return the TOML text of a source; None if there is no such source."""
        toml: str | None = value(self.connection, "SELECT toml FROM sources WHERE name = ?", (name,))
        return toml

    def put_sources(self, texts: Mapping[str, str]) -> None:
        """Store sources in place of those with their names, all or none."""
        with transaction(self.connection):
            self.connection.executemany("INSERT OR REPLACE INTO sources VALUES (?, ?)", texts.items())

    def delete_source(self, name: str) -> None:
        """Delete a source."""
        self.connection.execute("DELETE FROM sources WHERE name = ?", (name,))
