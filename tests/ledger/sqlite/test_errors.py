"""Errors of SQLite as those of a ledger."""

from __future__ import annotations

import sqlite3

import pytest

from crawler.ledger.sqlite.errors import to_ledger_error


def sqlite_error(code: int | None, text: str = "so") -> sqlite3.Error:
    error = sqlite3.OperationalError(text)
    if code is not None:
        error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), "full"),
        (sqlite_error(sqlite3.SQLITE_BUSY | 2 << 8), "locked"),
        (sqlite_error(sqlite3.SQLITE_LOCKED), "locked"),
        (sqlite_error(sqlite3.SQLITE_READONLY | 3 << 8), "read-only"),
        (sqlite_error(sqlite3.SQLITE_PERM), "read-only"),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), "damaged"),
        (sqlite_error(sqlite3.SQLITE_NOTADB), "damaged"),
        (sqlite_error(sqlite3.SQLITE_ERROR), "unusable"),
        (sqlite_error(None), "unusable"),
        (sqlite_error(None, "Could not decode to UTF-8 column"), "damaged"),
        (ValueError("so"), "damaged"),
    ],
)
def test_errors_of_sqlite(error: Exception, kind: str) -> None:
    found = to_ledger_error(error, "l.db")
    assert found.kind == kind
    if kind != "damaged":
        assert (str(found), found.reason) == ("l.db cannot be used: so.", "so")
