"""A ledger moves to another database and back, and nothing is other than before."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli.ledger.copy import command
from crawler.ledger import Completion, Known, Ledger, LedgerError, Record, Task, Validators, open_ledger
from crawler.ledger.model import AlarmNote, DayTally
from crawler.ledger.tables import TABLES, copy
from tests.ledger.conftest import STORES

DAY = 86_400


def fill(ledger: Ledger) -> None:
    """Something in each table."""
    ledger.add([Task(1, "https://a.example/list", b"x", "a.example", always=True, version="v1", reader="r")])
    [top] = ledger.claim(1, 10, 60)
    ledger.add([Task(key, f"http://b.example/{key}", b"\0\xff", "b.example", priority=1 << 40, parent=top, always=key == 9)
                for key in range(2, 10)])  # fmt: skip
    ledger.complete([Completion(top, "passed", 10, due=100, complete=True, read_version="v1", interval=30,
                                validators={1: Validators('"a"', "now")}, source="daily", counts={"new": 2})])  # fmt: skip
    first, second, third, *_ = ledger.claim(5, 20, 60)
    known = Known(2, "ab" * 16, b"parts", 77)
    done = Completion(first, "delivered", 20, due=500, records=[Record("é1".encode(), -5, known), Record(b"2")],
                      article=-5, aliases=[44])  # fmt: skip
    ledger.complete([done, Completion(second, "failed", 21, due=90, message="It is closed.", held=True)])
    ledger.complete([Completion(third, "removed", 22, message="404")])
    ledger.hold("a.example", 1000)
    ledger.published(0, "out.jsonl", "{}")
    ledger.add_tallies([DayTally("daily", DAY, b"tally")], lambda a, b: b)
    ledger.put_sources({"daily": 'name = "daily"\n', "été": ""})
    ledger.put_alarms([AlarmNote("daily", "silent", 5, None, b"alarm"), AlarmNote("daily", "silent", 3, 4, b"")])


def contents(ledger: Ledger) -> dict[str, list[object]]:
    return {table: sorted(ledger.dump(table), key=repr) for table in TABLES}


@pytest.mark.parametrize("other", STORES)
def test_a_ledger_moves_and_comes_back(url: str, other: str, tmp_path: Path) -> None:
    first, told = open_ledger(url, exclusive=False), dict[str, int]()
    fill(first)
    before = contents(first)
    assert all(before.values()), "a table is not tried"
    (tmp_path / "other").mkdir()
    there = open_ledger(STORES[other](tmp_path / "other"), exclusive=False)
    copy(first, there, "there", told.__setitem__)
    assert contents(there) == before
    assert told == {table: len(rows) for table, rows in before.items()}
    with pytest.raises(LedgerError, match="there is not empty"):
        copy(first, there, "there", told.__setitem__)
    (tmp_path / "back").mkdir()
    back = open_ledger(STORES["sqlite"](tmp_path / "back"), exclusive=False)
    copy(there, back, "back", told.__setitem__)
    assert contents(back) == before
    for ledger in (there, back):
        goes_on(ledger)
    for ledger in (first, there, back):
        ledger.close()


def goes_on(ledger: Ledger) -> None:
    """Leases that were out stay out until their time; new ones have higher fences, and new tasks other numbers."""
    assert ledger.check() == [] and ledger.holds(30) == {"a.example": 1000}
    assert [line for _, line in ledger.outbox(9)] == ["é1".encode(), b"2"]
    ledger.add([Task(99, "https://a.example/99", site="a.example")])
    fences = [row[5] for row in ledger.dump("tasks")]
    leases = ledger.claim(99, 30, 60)
    assert 99 in {lease.key for lease in leases} and all(lease.fence > max(fences) for lease in leases)
    assert len(set(ledger.complete(Completion(lease, "delivered", 31) for lease in leases))) == 1


def test_the_command(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in ("a.db", "b.db")]
    ledger = open_ledger(paths[0])
    fill(ledger)
    ledger.close()
    done = CliRunner().invoke(command, paths)
    assert (done.exit_code, done.stdout) == (0, "") and "outbox: 2" in done.stderr
    again = CliRunner().invoke(command, paths)
    assert again.exit_code == 5 and "is not empty" in again.stderr
    missing = CliRunner().invoke(command, [str(tmp_path / "none.db"), str(tmp_path / "c.db")])
    assert missing.exit_code == 21
