"""Visits and segments: each is begun, ended and listed once, whoever else is at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crawler.ledger.model import Completion, Record, Task
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.shared import OneSource, Segment, SharedLedger, VisitState
from tests.postgres import new_url

NOW = 1_000


@pytest.fixture
def ledger() -> Iterator[SharedLedger]:
    found = open_shared_ledger(new_url())
    yield found
    found.close()


def add(ledger: SharedLedger, *sources: str, due: int = 0, site: str = "a.example") -> None:
    first = len(ledger.seen(range(100)))
    ledger.add([Task(first + n, f"https://{site}/{first + n}", site=site, due=due, source=source)
                for n, source in enumerate(sources)])  # fmt: skip


def write(ledger: SharedLedger, source: str, *lines: bytes) -> None:
    """Deliver lines of a source, which has no visit."""
    add(ledger, source, site="written.example")
    [lease] = ledger.claim(1, NOW, 60, skip=["a.example"])
    ledger.complete([Completion(lease, "delivered", NOW, records=[Record(line) for line in lines], source=source)])


def test_a_visit_claims_only_what_its_source_has(ledger: SharedLedger) -> None:
    add(ledger, "a", "b", "a", "")
    visit = OneSource(ledger, "a", "digest")
    assert visit.has_due(NOW)
    assert [lease.key for lease in visit.claim(9, NOW, 60)] == [0, 2]
    assert not visit.has_due(NOW) and ledger.has_due(NOW)
    assert [lease.key for lease in ledger.claim(9, NOW, 60)] == [1, 3]


def test_what_is_due_of_other_sources_stays_as_it_is(ledger: SharedLedger) -> None:
    add(ledger, "a", "b", due=900)
    assert [lease.key for lease in OneSource(ledger, "a", "").claim(9, NOW, 60)] == [0]
    assert ledger.due(1) == 900
    assert ledger.visit_states(NOW)["b"] == VisitState(waiting=900)


def test_a_visit_takes_over_from_the_one_before(ledger: SharedLedger) -> None:
    add(ledger, "a", "a", "b")
    before, other = OneSource(ledger, "a", "1"), OneSource(ledger, "b", "1")
    leases = before.claim(1, NOW, 600)
    [others] = other.claim(1, NOW, 600)
    after = OneSource(ledger, "a", "1")
    held = after.claim(9, NOW, 600)
    assert len(held) == 2
    assert ledger.complete([Completion(leases[0], "passed", NOW)]) == [False]
    assert ledger.complete([Completion(others, "passed", NOW)]) == [True]
    add(ledger, "a")
    assert not before.has_due(NOW) and before.claim(9, NOW, 600) == []
    before.end(None)
    assert ledger.visit_states(NOW)["a"].again == 0
    after.release(held)
    after.end(None)
    assert ledger.visit_states(NOW)["a"].again is None


def test_what_is_known_of_visits(ledger: SharedLedger) -> None:
    for source in "abcd":
        OneSource(ledger, source, source.upper()).end({"b": 1_500}.get(source))
    write(ledger, "e", b"line")
    add(ledger, "a", due=999)
    add(ledger, "a", "b", due=1_001)
    again = OneSource(ledger, "d", "D")
    ledger.put_off("d", 1_300)
    ledger.put_off("c", 1_300)  # whose visit has ended
    states = {source: (state.digest, state.again, state.waiting, state.unpublished, state.not_before)
              for source, state in ledger.visit_states(NOW).items()}  # fmt: skip
    assert states == {
        "a": ("A", None, 999, False, 0),
        "b": ("B", 1_500, None, False, 0),
        "c": ("C", None, None, False, 0),
        "d": ("D", 0, None, False, 1_300),
        "e": (None, None, None, True, 0),
    }
    assert (
        ledger.visit_states(NOW)["d"].fence
        > ledger.visit_states(NOW)["c"].fence
        > 0
        == ledger.visit_states(NOW)["e"].fence
    )
    again.end(None)
    OneSource(ledger, "d", "D")
    assert ledger.visit_states(NOW)["d"].not_before == 0


def test_a_line_is_in_one_segment(ledger: SharedLedger) -> None:
    write(ledger, "a", b"1", b"2", b"3")
    write(ledger, "b", b"4")
    lines = ledger.outbox_of("a", 2)
    assert [line for _, line in lines] == [b"1", b"2"]
    numbers = [number for number, _ in lines]
    one, two = (Segment(name, "a", NOW, 2, 9, "hash") for name in ("one", "two"))
    ledger.announce_segment("one", "a")
    ledger.announce_segment("two", "a")
    assert ledger.put_segment(one, numbers)
    assert not ledger.put_segment(two, numbers)
    assert not ledger.put_segment(two, [numbers[0], *(number for number, _ in ledger.outbox_of("a", 9))])
    assert ledger.put_segment(one, numbers)  # whose answer was lost
    assert [line for _, line in ledger.outbox_of("a", 9)] == [b"3"] and len(ledger.outbox_of("b", 9)) == 1
    assert ledger.segments() == ledger.segments("a") == [one] and ledger.segments("b") == []


def test_an_exclusive_run_and_visits_exclude_each_other(ledger: SharedLedger) -> None:
    from crawler.ledger import LedgerError, open_ledger

    url = new_url()
    first, second = open_shared_ledger(url), open_shared_ledger(url)
    with pytest.raises(LedgerError, match="in use"):
        open_ledger(url)
    first.close()
    second.close()
    alone = open_ledger(url)
    with pytest.raises(LedgerError, match="in use"):
        open_shared_ledger(url)
    alone.close()


def test_the_sources_of_tasks_are_noted_when_a_ledger_is_migrated() -> None:
    import psycopg
    from scrapy import Request

    from crawler.ledger.postgres import schema
    from crawler.ledger.requests import pack

    url = new_url()
    ledger = open_shared_ledger(url)
    ledger.add([Task(1, "https://a.example/1", pack(Request("https://a.example/1", cb_kwargs={"source_name": "a"}), None)),
                Task(2, "https://a.example/2", b"damaged"), Task(3, "https://a.example/3", pack(Request("https://a.example/3"), None))])  # fmt: skip
    with psycopg.connect(url.partition("&schema=")[0], autocommit=True) as connection:
        connection.execute(f"SET search_path TO {url.rpartition('=')[2]}".encode())
        schema.note_sources(connection)
        assert connection.execute("SELECT key, source FROM tasks ORDER BY key").fetchall() == [
            (1, "a"),
            (2, ""),
            (3, ""),
        ]
    ledger.close()
