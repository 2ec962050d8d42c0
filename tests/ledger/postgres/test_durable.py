"""What a call has stored when it returns, a server that crashes a moment later has not forgotten.

The process of a crawl remembers it: which links are in the ledger, which sites have numbers, which visit is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
from crawler.ledger import Completion, Record, Task
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.shared import Segment
from tests.ledger.postgres.visiting import claim_of
from tests.postgres import new_url

NOW = 1_000
SEGMENT = Segment("one", "a", NOW, 1, 20, "ab" * 32)


def task(key: int) -> Task:
    return Task(key, f"https://a.example/{key}", site="a.example", source="a")


@pytest.fixture
def ledger() -> Iterator[Any]:
    """A ledger with a visit, a lease, and a line in an announced segment."""
    found: Any = open_shared_ledger(new_url())
    found.add([task(1), task(2), task(3)])
    found.fence = found.begin_visit("a", "digest")
    found.lease, done = claim_of(found, "a", 2)
    found.complete([Completion(done, "delivered", NOW, records=[Record(b"{}")], source="a")])
    found.announce_segment("one", "a")
    yield found
    found.close()


CALLS: dict[str, Callable[[Any], object]] = {
    "links": lambda ledger: ledger.add([task(4)]),
    "a claim": lambda ledger: claim_of(ledger, "a", 1),
    "a completion": lambda ledger: ledger.complete([Completion(ledger.lease, "passed", NOW)]),
    "a renewal": lambda ledger: ledger.renew([ledger.lease], NOW + 600),
    "a release": lambda ledger: ledger.release([ledger.lease]),
    "the beginning of a visit": lambda ledger: ledger.begin_visit("a", "digest"),
    "the end of a visit": lambda ledger: ledger.end_visit("a", ledger.fence, NOW + 60),
    "a visit that crashed": lambda ledger: ledger.put_off("a", NOW + 300),
    "an announced segment": lambda ledger: ledger.announce_segment("two", "a"),
    "a listed segment": lambda ledger: ledger.put_segment(SEGMENT, [number for number, _ in ledger.outbox(9)]),
    "a dropped segment": lambda ledger: ledger.unsettled_segments("a"),
    "a settled segment": lambda ledger: ledger.settle_segment("one"),
    "a feed": lambda ledger: ledger.published(0, "out.jsonl", "12"),
    "the number of a site": lambda ledger: ledger._sites.numbers(["b.example"]),
    "a pause": lambda ledger: ledger.hold("a.example", NOW),
    "a slower pace": lambda ledger: ledger.slow("a.example", 2),
    "a long turn": lambda ledger: ledger.ask("a.example", 5.0),
}


@pytest.mark.parametrize("name", CALLS)
def test_what_is_stored_is_on_the_disk(ledger: Any, name: str) -> None:
    before = ledger.session.value("SELECT pg_current_wal_insert_lsn()")
    assert CALLS[name](ledger) is not False
    assert ledger.session.value("SELECT pg_current_wal_flush_lsn() > %s::pg_lsn", (before,))
