"""Any implementation of the ledger: tallies by source and day, and alarms."""

from __future__ import annotations

import pytest

from crawler.ledger import Ledger, open_ledger
from crawler.ledger.model import AlarmNote, DayTally

DAY = 86_400


def join(before: bytes, new: bytes) -> bytes:
    return before + b"+" + new


def test_tallies_of_a_day_are_merged(ledger: Ledger) -> None:
    ledger.add_tallies([DayTally("b", 2 * DAY, b"1"), DayTally("a", 2 * DAY, b"2"), DayTally("a", DAY, b"3")], join)
    ledger.add_tallies([DayTally("a", 2 * DAY, b"4")], join)
    assert ledger.tallies(0) == [DayTally("a", DAY, b"3"), DayTally("a", 2 * DAY, b"2+4"), DayTally("b", 2 * DAY, b"1")]
    assert ledger.tallies(2 * DAY + 5, "a") == [DayTally("a", 2 * DAY, b"2+4")]
    assert ledger.tallies(3 * DAY) == ledger.tallies(0, "c") == []


def test_tallies_outlive_the_run(url: str) -> None:
    for value in (b"1", b"2"):
        run = open_ledger(url)
        run.add_tallies([DayTally("a", DAY, value)], join)
        run.close()
    again = open_ledger(url, exclusive=False)
    assert again.tallies(0) == [DayTally("a", DAY, b"1+2")]
    again.close()


def test_a_merge_that_fails_changes_nothing(ledger: Ledger) -> None:
    ledger.add_tallies([DayTally("b", DAY, b"1")], join)
    with pytest.raises(ZeroDivisionError):
        ledger.add_tallies([DayTally("a", DAY, b"2"), DayTally("b", DAY, b"2")], lambda before, new: bytes(1 // 0))
    assert ledger.tallies(0) == [DayTally("b", DAY, b"1")]


def test_alarms_are_replaced_and_closed(ledger: Ledger) -> None:
    first, second = AlarmNote("a", "stopped", 5, None, b"x"), AlarmNote("a", "late", 6, None, b"y")
    ledger.put_alarms([first, second])
    closed = AlarmNote("a", "stopped", 5, 9, b"z")
    ledger.put_alarms([closed])
    other = AlarmNote("b", "late", 4, None, b"")
    ledger.put_alarms([other])
    assert ledger.alarms() == [second, other] and ledger.alarms(only_open=False) == [second, closed, other]
    assert ledger.alarms(source="b") == [other] and ledger.alarms(only_open=False, source="a") == [second, closed]
    assert ledger.alarms(source="c") == []


def test_what_is_old_is_forgotten(ledger: Ledger) -> None:
    ledger.add_tallies([DayTally("a", DAY, b"1"), DayTally("a", 3 * DAY, b"2")], join)
    ledger.put_alarms([AlarmNote("a", "late", 6, None, b""), AlarmNote("a", "stopped", 5, DAY, b"")])
    assert ledger.purge_tallies(2 * DAY) == 2
    assert [t.value for t in ledger.tallies(0)] == [b"2"] and len(ledger.alarms(only_open=False)) == 1
