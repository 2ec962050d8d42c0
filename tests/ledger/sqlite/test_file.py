"""The file of a ledger: held by one run, migrated, and refused where it is none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from crawler.ledger import LedgerError, Task
from crawler.ledger.errors import ErrorKind
from crawler.ledger.sqlite.connection import connect
from crawler.ledger.sqlite.errors import to_ledger_error
from crawler.ledger.sqlite.ledger import open_ledger
from crawler.ledger.sqlite.schema import MIGRATIONS


def task(key: int, **more: object) -> Task:
    return Task(key, f"https://daily.example/{key}", site="daily.example", **more)  # type: ignore[arg-type]


def test_one_run_at_a_time(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    first = open_ledger(path)
    with pytest.raises(LedgerError, match=r"in use by another run \(process \d+\)\.$"):
        open_ledger(path)
    first.close()
    open_ledger(path).close()


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    connection = connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(LedgerError, match="newer Copydesk"):
        open_ledger(path)


def test_an_older_ledger_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "ledger.db")
    first = open_ledger(path)
    first.add([task(1)])
    first.close()
    broken = (*MIGRATIONS, "ALTER TABLE seen ADD COLUMN more INTEGER;\nALTER TABLE nothing ADD COLUMN more INTEGER;\n")
    monkeypatch.setattr("crawler.ledger.sqlite.connection.MIGRATIONS", broken)
    with pytest.raises(LedgerError, match="cannot be used"):
        open_ledger(path)
    monkeypatch.setattr("crawler.ledger.sqlite.connection.MIGRATIONS", (*MIGRATIONS, broken[-1].splitlines()[0]))
    second = open_ledger(path)
    assert second.connection.execute("SELECT key, more FROM seen").fetchall() == [(1, None)]
    assert second.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)


def test_a_ledger_of_the_first_version_keeps_what_it_knew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lists keep their interval, and are read once more as if they never had been; none of them is dropped."""
    path = str(tmp_path / "ledger.db")
    monkeypatch.setattr("crawler.ledger.sqlite.connection.MIGRATIONS", MIGRATIONS[:1])
    old = connect(path)
    old.execute("INSERT INTO sites VALUES (1, 'daily.example')")
    for key, due, visits in ((1, 100, 3), (2, 0, 0)):
        old.execute("INSERT INTO seen (key, state, task) VALUES (?, 0, ?)", (key, key))
        values = key, key, due, visits
        old.execute("INSERT INTO tasks VALUES (?, ?, 1, 0, ?, 0, NULL, 0, ?, 0, '/feed', x'')", values)
    old.execute("INSERT INTO intervals VALUES (1, 700)")
    old.execute("INSERT INTO validators VALUES (1, 'a', NULL)")
    old.close()
    monkeypatch.undo()
    ledger = open_ledger(path)
    assert ledger.interval(1) == 700
    assert {lease.key: lease.pending for lease in ledger.claim(9, 100, 60)} == {1: False, 2: True}
    ledger.add([task(1, always=True, reader="now")])
    assert ledger.validators(1) is None


@pytest.mark.parametrize("content", [b"not a database, but long enough to be read as one" * 50, None])
def test_other_files_are_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.db"
    if content is None:
        sqlite3.connect(path).execute("CREATE TABLE other (x)").connection.commit()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(LedgerError):
        open_ledger(str(path))
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be"):
        open_ledger(str(tmp_path / "none" / "ledger.db"))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_FULL, "full"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only"),
        (sqlite3.SQLITE_PERM, "read-only"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
        (sqlite3.SQLITE_LOCKED, "locked"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_IOERR_WRITE, "unusable"),
        (None, "unusable"),
    ],
)
def test_errors_of_sqlite_have_kinds(code: int | None, kind: ErrorKind) -> None:
    error = sqlite3.OperationalError("words of its own")
    if code is not None:
        error.sqlite_errorcode = code
    found = to_ledger_error(error, "l.db")
    assert found.kind == kind and str(found).startswith("l.db ") and "words of its own" in str(found)
    assert kind == "damaged" or found.reason == "words of its own"


def test_every_call_raises_errors_of_the_ledger(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "ledger.db"))
    ledger.add([task(1)])
    ledger.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LedgerError, match="readonly") as raised:
        ledger.claim(1, 0, 60)
    assert raised.value.kind == "read-only"
    ledger.connection.execute("PRAGMA query_only = OFF")
    ledger.connection.execute("UPDATE seen SET state = 99")
    with pytest.raises(LedgerError, match="damaged") as raised:
        ledger.history(1)
    assert raised.value.kind == "damaged"
    ledger.close()


def test_a_ledger_that_cannot_be_opened_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(b"x" * 5000)
    for _ in range(2):
        with pytest.raises(LedgerError) as raised:
            open_ledger(str(path))
        assert raised.value.kind == "damaged"
