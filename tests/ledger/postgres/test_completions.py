"""Completions on a server: what they read of its tables, and whose answer is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
import psycopg

from crawler.ledger import Completion, Known, Lease, Record, Task, Validators
from crawler.ledger.postgres.ledger import PostgresLedger, open_shared_ledger
from tests.postgres import new_url


@pytest.fixture
def ledger() -> Iterator[PostgresLedger]:
    """A new ledger."""
    found = open_shared_ledger(new_url().removeprefix("postgresql://"))
    yield found
    found.close()


def task(key: int, always: bool = False) -> Task:
    return Task(key, f"https://a.example/{key}", site="a.example", always=always)


def completion(lease: Lease) -> Completion:
    """One with something for each step, by the key of its lease."""
    key, is_odd = lease.key, lease.key % 2 == 1
    said = {key: Validators('"a"') if is_odd else Validators(), key + 1000: Validators('"b"')}
    return Completion(
        lease, "delivered" if is_odd else "dead", 1, 60 if is_odd else None, [Record(b"{}", key, Known(2, "ab", b""))],
        key, [key + 2000], said, False, True, "v" if is_odd else "", 60, "" if is_odd else "It failed.", "s", {"new": 1},
    )  # fmt: skip


def scans(ledger: PostgresLedger) -> dict[str, int]:
    """How often each table was read from end to end."""
    ledger.session.rows("SELECT pg_stat_force_next_flush()")
    query = "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE schemaname = current_schema()"
    return dict(ledger.session.rows(query))


def test_rows_are_found_by_index(ledger: PostgresLedger) -> None:
    """Even while the tables are as small as when the connection made its plans."""
    ledger.add([task(key, key % 3 == 0) for key in range(1, 21)])
    leases = ledger.claim(20, 0, 60)
    ledger.session.execute("ANALYZE")
    before = scans(ledger)
    for lease in leases:
        assert ledger.complete([completion(lease)]) == [True]
    assert scans(ledger) == before


def test_a_completion_whose_answer_is_lost_took_effect_once(
    ledger: PostgresLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add([task(1)])
    [lease] = ledger.claim(9, 0, 60)
    connection = ledger.session._connection
    assert connection

    def lost(*arguments: object) -> object:
        psycopg.Connection.execute(connection, *arguments)  # type: ignore[arg-type]
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(connection, "execute", lost)
    assert ledger.complete([completion(lease)]) == [False]
    assert ledger.session._connection is not connection
    assert [line for _, line in ledger.outbox(9)] == [b"{}"] and ledger.state(1) == "delivered"
    assert ledger.counts_by_source(0) == {"s": {"new": 1}} and ledger.check() == []
