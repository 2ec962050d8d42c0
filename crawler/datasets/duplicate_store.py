"""An SQLite file of delivered texts, by which later runs recognize duplicates.

An article is stored before its record is written. A run that is killed in between requests the article again and gets
the same result, so an interrupted crawl marks the same articles as an undisturbed one.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import numpy as np

from crawler.datasets.candidates import band_keys
from crawler.datasets.overlap import LEAST, SAME, overlap
from crawler.datasets.shingles import shingles, tokens, width_of
from crawler.ledger.errors import LedgerError
from crawler.ledger.sqlite.errors import to_ledger_error, translates

_APPLICATION = 0x43444455
"""In the file's header: https://www.sqlite.org/pragma.html#pragma_application_id"""
_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS article (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body_hash TEXT NOT NULL, origin TEXT,
  live INTEGER NOT NULL, width INTEGER NOT NULL, shingles BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS by_body ON article (body_hash);
CREATE TABLE IF NOT EXISTS band (key INTEGER, number INTEGER, PRIMARY KEY (key, number)) WITHOUT ROWID;
"""
_BAND = np.uint64(0x9E3779B97F4A7C15)
_MOST = 50
"""Most candidates that are compared, those with the most bands in common first."""


@translates(sqlite3.Error)
class DuplicateStore:
    """Delivered articles in order. Every call raises :class:`LedgerError` if the file cannot be read or written."""

    def __init__(self, path: Path) -> None:
        """Open the file, or create it, and lock it until :meth:`close`."""
        self.path = str(path)
        try:
            self._connection = sqlite3.connect(self.path, isolation_level=None, timeout=5, check_same_thread=False)
            self._set_up()
        except sqlite3.Error as error:
            raise to_ledger_error(error, self.path) from error

    def origin_of(self, record: dict[str, Any]) -> str | None:
        """Return the id of the article that a record duplicates, or None; store the record.

        The result for an unchanged article stays the same; with another body it is computed again.
        """
        known = self._connection.execute(
            "SELECT body_hash, origin FROM article WHERE id = ?", (record["id"],)
        ).fetchone()  # fmt: skip
        if known and known[0] == record["body_hash"]:
            return str(known[1]) if known[1] else None
        text = _Text(record)
        origin = self._find(text) if text.words >= LEAST else None
        self._put(text, origin)
        return origin

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def _set_up(self) -> None:
        [[application]] = self._connection.execute("PRAGMA application_id").fetchall()
        if application != _APPLICATION and self._connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            message = f"{self.path} is an SQLite database of another kind, not a file of texts."
            raise LedgerError(message, "foreign")
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.executescript(f"PRAGMA application_id = {_APPLICATION};{_SCHEMA}")

    def _find(self, text: _Text) -> str | None:
        same = self._connection.execute(
            "SELECT number, id, origin FROM article WHERE body_hash = ? AND id != ? ORDER BY number LIMIT 1",
            (text.body_hash, text.id),
        ).fetchone()
        found = [same] if same else [row[:3] for row in self._candidates(text) if text.repeats(*row[3:])]
        origins = [origin or article for _, article, origin in sorted(found)]
        return next((origin for origin in origins if origin != text.id), None)

    def _candidates(self, text: _Text) -> list[Any]:
        marks = ",".join("?" * len(text.bands))
        return self._connection.execute(
            f"SELECT article.number, id, origin, live, width, shingles FROM article JOIN "
            f"(SELECT number, count(*) AS bands FROM band WHERE key IN ({marks}) GROUP BY number "
            f"ORDER BY bands DESC, number LIMIT {_MOST}) USING (number) WHERE id != ?",
            (*text.bands, text.id),
        ).fetchall()

    def _put(self, text: _Text, origin: str | None) -> None:
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute(
                "DELETE FROM band WHERE number = (SELECT number FROM article WHERE id = ?)", (text.id,)
            )
            values = text.id, text.body_hash, origin, text.is_live, text.width, text.shingles.tobytes()
            [number] = self._connection.execute(
                "INSERT INTO article (id, body_hash, origin, live, width, shingles) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET body_hash = excluded.body_hash, origin = excluded.origin, "
                "live = excluded.live, width = excluded.width, shingles = excluded.shingles RETURNING number",
                values,
            ).fetchone()
            self._connection.executemany("INSERT INTO band VALUES (?, ?)", [(key, number) for key in text.bands])


class _Text:
    """A record prepared for comparison."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.id, self.body_hash = record["id"], record["body_hash"]
        self.is_live = record["type"] == "LiveBlogPosting"
        words = tokens(record["article_body"])
        self.words, self.width = len(words), width_of(words)
        hashes = shingles(words, self.width)
        self.shingles = hashes.astype(np.uint32)
        self.bands: list[int] = []
        if self.words >= LEAST:
            places = np.arange(1, 65, dtype=np.uint64) * _BAND  # the same values in two bands are two keys
            self.bands = sorted(set((band_keys([hashes])[:, 0] ^ places).view(np.int64).tolist()))

    def repeats(self, is_live: int, width: int, shingles_of_other: bytes) -> bool:
        """Return whether it tells the same story as another text."""
        if width != self.width:
            return False
        found = overlap(np.frombuffer(shingles_of_other, np.uint32), self.shingles, width)
        return found.is_same_story and (not (is_live or self.is_live) or found.longer >= SAME)
