"""A ledger's file: opened, brought up to date, and held by one run at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO, Any

from crawler.ledger.errors import LedgerError, damaged
from crawler.ledger.sqlite.errors import to_ledger_error
from crawler.ledger.sqlite.schema import APPLICATION_ID, MIGRATIONS

_SET_UP = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -65536;
PRAGMA wal_autocheckpoint = 16000;
PRAGMA temp_store = MEMORY;
"""
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
"""What a run has left in the log that was killed, or whose disk was full: a log that is not emptied first takes all the
room that it is given, and leaves none to the file (https://www.sqlite.org/wal.html#ckpt)."""
_SMALL = 1 << 26
"""Bytes of a ledger that is looked through when it is opened, which takes a tenth of a second."""


def connect(path: str, held: bool = False) -> sqlite3.Connection:
    """The file, made if there is none, migrated if it is old. ``held``: whether this run holds it (:func:`hold`).

    :class:`LedgerError` if it is no ledger, too new, old and in use by another run or, where it is small enough to be
    looked through, damaged.
    """
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        _check(connection, path)
        connection.executescript(_SET_UP)
        if held:
            connection.execute(_EMPTY_LOG)
        if _pragma(connection, "user_version") < len(MIGRATIONS):
            with nullcontext() if held else hold(path):  # not under the feet of an older program
                _migrate(connection)
        if _pragma(connection, "page_count") * _pragma(connection, "page_size") <= _SMALL:
            _check_pages(connection, path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise to_ledger_error(error, path) from error
    return connection


def _check_pages(connection: sqlite3.Connection, path: str) -> None:
    for (sentence,) in connection.execute("PRAGMA quick_check(1)"):
        if sentence != "ok":
            raise damaged(path, sentence)


def _check(connection: sqlite3.Connection, path: str) -> None:
    version, application = _pragma(connection, "user_version"), _pragma(connection, "application_id")
    if application != APPLICATION_ID and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise LedgerError(f"{path} is not a ledger but another SQLite database.", "foreign")
    if version > len(MIGRATIONS):
        raise LedgerError(f"{path} was written by a newer Copydesk (ledger version {version}); this one reads "
                          f"up to {len(MIGRATIONS)}.", "newer")  # fmt: skip


def _migrate(connection: sqlite3.Connection) -> None:
    with transaction(connection):
        for number in range(_pragma(connection, "user_version"), len(MIGRATIONS)):
            for statement in filter(str.strip, MIGRATIONS[number].split(";\n")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(value(connection, f"PRAGMA {name}"))


def value(connection: sqlite3.Connection, query: str, values: Sequence[object] | Mapping[str, object] = ()) -> Any:
    """Return the value of a query for one column; None if there is no row."""
    row = connection.execute(query, values).fetchone()
    if row is None:
        return None
    [found] = row
    return found


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is done within is written, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk ends it by itself
            connection.execute("ROLLBACK")
        raise


def hold(path: str) -> IO[str]:
    """Hold a ledger for this run until the file is closed or the process ends, however that ends.

    :class:`LedgerError` names the process that holds it.
    """
    import fcntl  # not on Windows, where the rest works

    try:
        file = Path(f"{path}.lock").open("a+", encoding="ascii")  # noqa: SIM115 (held open)
    except OSError as error:
        raise LedgerError(f"{path} cannot be written: {error.strerror}.", "read-only") from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        raise LedgerError(f"{path} is in use by another run (process {holder or 'unknown'}).", "locked") from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
