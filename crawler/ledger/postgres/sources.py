"""The table of sources (:class:`crawler.ledger.source_table.SourceTable`)."""

from __future__ import annotations

from collections.abc import Mapping

from crawler.ledger.postgres.session import Connection, Session

_PUT = "INSERT INTO sources VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET toml = excluded.toml"


class Sources:
    """Table ``sources`` over a ``session``."""

    session: Session

    def source_texts(self) -> dict[str, str]:
        """Return the TOML text of each source, sorted by name."""
        return dict(self.session.rows('SELECT name, toml FROM sources ORDER BY name COLLATE "C"'))

    def source_text(self, name: str) -> str | None:
        """Return the TOML text of a source; None if there is no such source."""
        toml: str | None = self.session.value("SELECT toml FROM sources WHERE name = %s", (name,))
        return toml

    def put_sources(self, texts: Mapping[str, str]) -> None:
        """Store sources in place of those with their names, all or none."""

        def work(connection: Connection) -> None:
            with connection.cursor() as cursor:
                cursor.executemany(_PUT, sorted(texts.items()))  # in one order, so that two do not wait for each other

        self.session.run(work)

    def delete_source(self, name: str) -> None:
        """Delete a source."""
        self.session.execute("DELETE FROM sources WHERE name = %s", (name,))
