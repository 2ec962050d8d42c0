"""The file of a ledger: held by one run, migrated, and refused where it is none."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from crawler.ledger import LedgerError, Task
from crawler.ledger.errors import ErrorKind
from crawler.ledger.sqlite.connection import connect, transaction
from crawler.ledger.sqlite.errors import to_ledger_error
from crawler.ledger.sqlite.ledger import open_ledger
from crawler.ledger.sqlite.schema import MIGRATIONS
from crawler.ledger.sqlite.tasks import shorten, to_url


def task(key: int, **more: object) -> Task:
    return Task(key, f"https://daily.example/{key}", site="daily.example", **more)  # type: ignore[arg-type]


def test_one_run_at_a_time(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    first = open_ledger(path)
    for holder in (str(os.getpid()), "unknown"):
        with pytest.raises(LedgerError) as raised:
            open_ledger(path)
        assert str(raised.value) == f"{path} is in use by another run (process {holder})."
        assert raised.value.kind == "locked"
        Path(f"{path}.lock").write_text("")
    open_ledger(path, exclusive=False).close()
    first.close()
    Path(f"{path}.lock").write_text("987654321")  # longer than the number of this process
    held = open_ledger(path)
    assert Path(f"{path}.lock").read_text() == str(os.getpid())
    held.close()
    open_ledger(path).close()


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    connection = connect(path)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    version = len(MIGRATIONS)
    with pytest.raises(LedgerError) as raised:
        open_ledger(path)
    sentence = f"{path} was written by a newer Copydesk (ledger version {version + 1}); this one reads up to {version}."
    assert (str(raised.value), raised.value.kind) == (sentence, "newer")


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
    with pytest.raises(LedgerError) as raised:
        open_ledger(str(path))
    assert path.read_bytes() == before
    if content is None:
        assert str(raised.value) == f"{path} is not a ledger but another SQLite database."
    assert raised.value.kind == ("foreign" if content is None else "damaged")


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "l.db").touch()
    open_ledger(str(tmp_path / "l.db")).close()
    with sqlite3.connect(tmp_path / "l.db") as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (0x434F5059,)


@pytest.mark.parametrize(("small", "is_found"), [(0, True), (-1, False)])
def test_small_ledgers_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int, is_found: bool
) -> None:
    path = tmp_path / "l.db"
    ledger = open_ledger(str(path))
    ledger.add([task(key) for key in range(1000)])
    ledger.close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [root] = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'waiting'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096 : root * 4096] = b"\x55" * 4096
    path.write_bytes(data)
    monkeypatch.setattr("crawler.ledger.sqlite.connection._SMALL", len(data) + small)
    if is_found:
        with pytest.raises(LedgerError, match=r"l\.db is damaged \(") as raised:
            open_ledger(str(path))
        assert raised.value.kind == "damaged"
    else:
        open_ledger(str(path)).close()


@pytest.mark.parametrize(("exclusive", "is_emptied"), [(True, True), (False, False)])
def test_a_run_empties_the_log_that_another_has_left(tmp_path: Path, exclusive: bool, is_emptied: bool) -> None:
    killed = open_ledger(str(tmp_path / "killed.db"))
    killed.add([Task(1, "https://daily.example/1", site="daily.example")])
    for end in ("", "-wal"):
        shutil.copy(tmp_path / f"killed.db{end}", tmp_path / f"ledger.db{end}")
    killed.close()
    log, before = tmp_path / "ledger.db-wal", (tmp_path / "ledger.db").stat().st_size
    left = log.stat().st_size
    ledger = open_ledger(str(tmp_path / "ledger.db"), exclusive)
    assert ledger.seen([1, 2]) == {1} and left > 50_000
    assert (log.stat().st_size < left) is is_emptied and (
        (tmp_path / "ledger.db").stat().st_size > before
    ) is is_emptied
    ledger.close()


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "l.db", tmp_path):  # a folder is no ledger either
        with pytest.raises(LedgerError) as raised:
            open_ledger(str(path), create=False)
        assert (str(raised.value), raised.value.kind) == (f"There is no ledger {path}.", "missing")


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none" / "l.db"
    with pytest.raises(LedgerError) as raised:
        open_ledger(str(path))
    assert (str(raised.value), raised.value.kind) == (
        f"{path} cannot be written: No such file or directory.",
        "read-only",
    )


@pytest.mark.parametrize("is_over", [True, False])
def test_a_transaction_that_fails_writes_nothing(tmp_path: Path, is_over: bool) -> None:
    """Not even if SQLite has ended it by itself, as where the disk is full."""
    connection = connect(str(tmp_path / "l.db"))
    with pytest.raises(ZeroDivisionError), transaction(connection):
        connection.execute("INSERT INTO notes VALUES ('x', 5)")
        if is_over:
            connection.execute("ROLLBACK")
        _ = 1 // 0
    assert not connection.in_transaction
    assert connection.execute("SELECT 1 FROM notes WHERE name = 'x'").fetchall() == []


def test_pauses_are_stored_under_the_name_of_their_site(tmp_path: Path) -> None:
    """As ledgers that were written before have them."""
    ledger = open_ledger(str(tmp_path / "l.db"))
    ledger.connection.execute("INSERT INTO notes VALUES ('hold:b.example', 1050)")
    ledger.hold("a.example", 1_060)
    assert ledger.holds(1_000) == {"a.example": 1_060, "b.example": 1_050}
    assert sorted(ledger.dump("holds")) == [("a.example", 1_060), ("b.example", 1_050)]
    assert ledger.connection.execute("SELECT value FROM notes WHERE name = 'hold:a.example'").fetchone() == (1_060,)


@pytest.mark.parametrize(
    ("url", "site", "short"),
    [
        ("https://daily.example/1", "daily.example", "/1"),
        ("https://daily.example/", "daily.example", "/"),
        ("https://daily.example", "daily.example", "https://daily.example"),
        ("http://daily.example/1", "daily.example", "http://daily.example/1"),
        ("https://daily.example.org/1", "daily.example", "https://daily.example.org/1"),
        ("https://other.example/1", "daily.example", "https://other.example/1"),
    ],
)
def test_urls_are_stored_without_what_their_site_says(url: str, site: str, short: str) -> None:
    assert shorten(url, site) == short and to_url(short, site) == url


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
