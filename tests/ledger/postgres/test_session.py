"""Sessions over a server that goes away, and many of them at once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from scrapy import Request

from crawler.ledger import Completion, Known, LedgerError, Record, Task, open_ledger
from crawler.ledger.postgres import session
from crawler.ledger.postgres.address import to_address
from crawler.ledger.postgres.ledger import PostgresLedger
from crawler.ledger.postgres.schema import MIGRATIONS
from crawler.ledger.postgres.session import Connection, Session
from crawler.ledger.requests import pack
from tests.postgres import new_url

HUGE = 1 << 62


def task(key: int) -> Task:
    return Task(key, f"https://{key % 5}.example/{key}", b"payload", f"{key % 5}.example")


def opened(url: str, exclusive: bool = False) -> PostgresLedger:
    ledger = open_ledger(url, exclusive)
    assert isinstance(ledger, PostgresLedger)
    return ledger


@pytest.fixture
def url() -> str:
    return new_url()


@pytest.fixture
def ledger(url: str) -> Iterator[PostgresLedger]:
    found = opened(url)
    yield found
    found.close()


def cut(ledger: PostgresLedger) -> None:
    """The server ends the connection."""
    with pytest.raises(Exception, match="terminating connection"):
        ledger.session._connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")  # type: ignore[union-attr]


def test_a_server_that_went_away_is_asked_again(ledger: PostgresLedger) -> None:
    ledger.add([task(1)])
    cut(ledger)
    assert ledger.seen([1]) == {1}
    cut(ledger)
    [lease] = ledger.claim(9, 0, 60)
    cut(ledger)
    assert ledger.complete([Completion(lease, "delivered", 1)]) == [True]


def test_a_server_that_stays_away_is_an_error_with_its_name(url: str) -> None:
    ledger = opened(url)
    ledger.session.address = ledger.session.address.__class__("postgresql://u:secret@127.0.0.1:9/x", "s", "db")
    ledger.session._patience = 0.2
    ledger.session.close()
    with pytest.raises(LedgerError, match="db cannot be used: ") as raised:
        ledger.seen([1])
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("exclusive", [True, False])
def test_an_exclusive_run_is_alone(url: str, exclusive: bool) -> None:
    first = opened(url, exclusive=True)
    with pytest.raises(LedgerError, match="is in use by another run") as raised:
        opened(url, exclusive=True)
    assert raised.value.kind == "locked"
    first.close()
    opened(url, exclusive).close()


def test_an_exclusive_run_is_alone_again_when_the_server_comes_back(url: str) -> None:
    first = opened(url, exclusive=True)
    cut(first)
    second = opened(url, exclusive=True)
    with pytest.raises(LedgerError, match="is in use"):
        first.seen([1])
    second.close()


def test_a_newer_ledger_is_refused(ledger: PostgresLedger, url: str) -> None:
    ledger.session.execute("INSERT INTO versions VALUES (99)")
    kept: list[LedgerError] = []
    for _ in range(2):  # it is not held by what could not be opened
        with pytest.raises(LedgerError, match="newer Copydesk \\(ledger version 99\\)") as raised:
            opened(url, exclusive=True)
        kept.append(raised.value)
    assert [error.kind for error in kept] == ["newer", "newer"]


def test_an_older_ledger_is_migrated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tasks are those of the sources that their requests name."""
    monkeypatch.setattr("crawler.ledger.postgres.session.MIGRATIONS", MIGRATIONS[:2])
    old = Session(to_address(url.partition("://")[2]), exclusive=False, create=True)
    old.execute("INSERT INTO sites (name) VALUES ('a.example')")
    insert = "INSERT INTO tasks (id, key, site, rank, due, url, payload) VALUES (%s, %s, 1, 0, 0, %s, %s)"
    for number, source in enumerate(("daily", "", "weekly"), 1):
        request = Request(f"https://a.example/{number}", cb_kwargs={"source_name": source} if source else {})
        old.execute(insert, (number, number, request.url, pack(request, None)))
    old.execute(insert, (4, 4, "https://a.example/4", b"nonsense"))
    old.close()
    monkeypatch.undo()
    ledger = opened(url)
    assert ledger.session.rows("SELECT id, source FROM tasks ORDER BY id") == [
        (1, "daily"),
        (2, ""),
        (3, "weekly"),
        (4, ""),
    ]
    assert ledger.session.rows("SELECT version FROM versions ORDER BY 1") == [(n + 1,) for n in range(len(MIGRATIONS))]
    ledger.close()


def test_ledgers_of_one_database_do_not_meet(ledger: PostgresLedger) -> None:
    ledger.add([task(1)])
    other = opened(new_url())
    assert other.seen([1]) == set()
    other.close()


def test_many_start_at_once_and_share_what_is_owed(url: str) -> None:
    """Each of 400 tasks is leased once, whoever asks, and each record is there once."""

    def work(number: int) -> list[int]:
        ledger, mine = opened(url), list[int]()
        ledger.add([task(key) for key in range(1, 401)])
        while leases := ledger.claim(7, 0, 600):
            mine += [lease.key for lease in leases]
            done = [Completion(x, "delivered", 1, records=[Record(b"%d" % x.key, x.key % 9, Known(1, "ab", b""))],
                               source="daily", counts={"new": 1}) for x in leases]  # fmt: skip
            assert ledger.complete(done) == [True] * len(leases)
        ledger.close()
        return mine

    with ThreadPoolExecutor(4) as pool:
        found = [key for keys in pool.map(work, range(4)) for key in keys]
    assert sorted(found) == list(range(1, 401))
    ledger = opened(url)
    assert sorted(int(line) for _, line in ledger.outbox(1000)) == list(range(1, 401))
    assert ledger.counts_by_source(0) == {"daily": {"new": 400}} and ledger.check() == []
    ledger.close()


def test_what_another_writes_meanwhile_is_not_forgotten(ledger: PostgresLedger, url: str) -> None:
    """Numbers of the outbox are given out before their lines can be seen: a lower one may come later."""
    ledger.add([task(1)])
    [lease] = ledger.claim(1, 0, 60)
    other = opened(url)
    with other.session._connection.transaction():  # type: ignore[union-attr]
        other.session._connection.execute("INSERT INTO outbox (line) VALUES ('early')")  # type: ignore[union-attr]
        ledger.complete([Completion(lease, "delivered", 1, records=[Record(b"late")])])
        [(number, line)] = ledger.outbox(9)
    ledger.published(number, "feed", "1")
    assert line == b"late" and [line for _, line in ledger.outbox(9)] == [b"early"]
    other.close()


def test_articles_in_any_order_let_nobody_wait_for_another(ledger: PostgresLedger, url: str) -> None:
    ledger.add([task(key) for key in range(1, 41)])
    leases = ledger.claim(40, 0, 600)

    def records(reverse: bool) -> list[Record]:
        found = [Record(b"", article, Known(2, "ab", b"")) for article in range(100)]
        return found[::-1] if reverse else found

    def work(number: int) -> None:
        other = opened(url)
        for lease in leases[number::4]:
            assert other.complete([Completion(lease, "delivered", 1, records=records(number % 2 == 1))]) == [True]
        other.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert not ledger.has_due(HUGE)


@pytest.mark.parametrize(("collisions", "ends"), [(1, True), (19, True), (20, False)])
def test_what_met_another_transaction_is_made_again(ledger: PostgresLedger, collisions: int, ends: bool) -> None:
    raised = iter(range(collisions))

    def work(connection: object) -> str:
        for _ in raised:
            raise psycopg.errors.DeadlockDetected("deadlock detected")
        return "done"

    if ends:
        assert ledger.session.run(work) == "done"
    else:
        with pytest.raises(LedgerError, match="deadlock detected"):
            ledger.session.run(work)


def test_nobody_waits_long_for_one_that_stopped_amid_a_transaction(
    ledger: PostgresLedger, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a machine that is paused between two statements of a pipeline; it makes its transaction again afterwards."""
    monkeypatch.setattr(session, "HELD_SECONDS", 1)
    held, other = threading.Event(), opened(url)
    note = b"UPDATE notes SET value = value + 1 WHERE name = 'clock'"
    before = ledger.session.value("SELECT value FROM notes WHERE name = 'clock'")

    def stops(connection: Connection) -> None:
        connection.execute(note + b" RETURNING value").fetchone()
        if not held.is_set():
            held.set()
            released.wait()

    released = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        stopped = pool.submit(ledger.session.run, stops)
        held.wait()
        other.session.run(lambda connection: connection.execute(note))
        released.set()
        stopped.result()
    assert ledger.session.value("SELECT value FROM notes WHERE name = 'clock'") == before + 2
    other.close()


def test_texts_that_the_server_does_not_take(ledger: PostgresLedger) -> None:
    ledger.add([task(1)])
    [lease] = ledger.claim(1, 0, 60)
    ledger.complete([Completion(lease, "failed", 1, due=9, message="a\0b \ud800")])
    assert [failure.message for failure in ledger.failed(9)] == ["a\ufffdb ?"]
