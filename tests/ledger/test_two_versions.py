"""Two versions of the program on one ledger: one sentence for the older, and nothing is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crawler.ledger import Ledger, LedgerError, Task, open_ledger
from crawler.ledger.model import Completion
from crawler.ledger.postgres.schema import MIGRATIONS as POSTGRES
from crawler.ledger.sqlite.schema import MIGRATIONS as SQLITE

COLUMN = "ALTER TABLE seen ADD COLUMN more integer;\n"


@contextmanager
def newer() -> Iterator[None]:
    """The program is one version ahead."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.ledger.sqlite.connection.MIGRATIONS", (*SQLITE, COLUMN))
        patch.setattr("crawler.ledger.postgres.session.MIGRATIONS", (*POSTGRES, (COLUMN, None)))
        yield


def task(key: int) -> Task:
    return Task(key, f"https://daily.example/{key}", b"x", "daily.example")


def content(url: str) -> tuple[dict[str, int], list[str]]:
    """What the newer program finds."""
    with newer():
        ledger = open_ledger(url, exclusive=False)
        found = ledger.counts(100), ledger.check()
        ledger.close()
    return found


def test_an_older_program_finds_a_newer_ledger(url: str) -> None:
    with newer():
        ledger = open_ledger(url)
        ledger.add([task(1), task(2)])
        ledger.close()
    before = content(url)
    for exclusive in (True, False):
        with pytest.raises(LedgerError, match=r"was written by a newer Copydesk \(ledger version \d+\)") as raised:
            open_ledger(url, exclusive=exclusive)
        assert raised.value.kind == "newer" and "\n" not in str(raised.value)
    assert content(url) == before and before[0]["pending now"] == 2 and before[1] == []


def test_a_newer_program_finds_an_older_ledger(url: str) -> None:
    ledger = open_ledger(url)
    ledger.add([task(1), task(2)])
    [first] = ledger.claim(1, 10, 60)
    ledger.complete([Completion(first, "delivered", 10)])
    before = ledger.counts(100)
    ledger.close()
    assert content(url) == (before, [])
    assert content(url) == (before, [])  # it is migrated once


def test_a_newer_program_comes_while_an_older_one_runs(url: str) -> None:
    """A file stays as it is for as long; a server is migrated, and the older one claims nothing more."""
    old = open_ledger(url, exclusive=url.startswith("sqlite"))
    old.add([task(1), task(2), task(3)])
    [held] = old.claim(1, 10, 60)
    if url.startswith("sqlite"):
        with newer(), pytest.raises(LedgerError, match="is in use by another run"):
            open_ledger(url, exclusive=False)
        assert len(old.claim(9, 10, 60)) == 2
    else:
        with newer():
            open_ledger(url, exclusive=False).close()
        with pytest.raises(LedgerError, match="was written by a newer Copydesk"):
            old.claim(9, 10, 60)
    assert old.complete([Completion(held, "delivered", 10)]) == [True]  # what it has in hand is not lost
    old.close()
    check(url)


def check(url: str) -> None:
    """One is delivered, and two are there for the newer program."""
    with newer():
        ledger: Ledger = open_ledger(url)
        assert len(ledger.claim(9, 100, 60)) == 2 and ledger.state(1) == "delivered"
        assert ledger.check() == []
        ledger.close()
