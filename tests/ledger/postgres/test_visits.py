"""Visits and segments of a ledger that many machines use at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
from crawler.ledger import Completion, LedgerError, Record, Task, open_ledger
from crawler.ledger.registry import display_name, open_shared_ledger
from crawler.ledger.shared import OneSource, Segment, SharedLedger, VisitState
from tests.ledger.postgres.visiting import claim_of
from tests.postgres import new_url

NOW = 1_000


@pytest.fixture
def url() -> str:
    return new_url()


@pytest.fixture
def ledger(url: str) -> Iterator[SharedLedger]:
    found = open_shared_ledger(url)
    yield found
    found.close()


def task(key: int, source: str = "a", **more: Any) -> Task:
    return Task(key, f"https://{source}.example/{key}", site=f"{source}.example", source=source, **more)


def deliver(ledger: SharedLedger, source: str, *keys: int) -> None:
    """Records of a source that are in no segment."""
    ledger.add([task(key, source) for key in keys])
    leases = claim_of(ledger, source, 99)
    ledger.complete(Completion(x, "delivered", NOW, records=[Record(b"%d" % x.key)], source=source) for x in leases)


def segment(name: str, source: str = "a", at: int = NOW) -> Segment:
    return Segment(name, source, at, 2, 20, "ab" * 32)


def test_a_visit_takes_back_what_an_earlier_one_holds(ledger: SharedLedger) -> None:
    ledger.add([task(1), task(2, "b")])
    assert ledger.visit_states(NOW) == {}
    first = ledger.begin_visit("a", "digest")
    assert ledger.is_current("a", first) and not ledger.is_current("a", first + 1) and not ledger.is_current("b", first)
    late, other = ledger.claim(9, NOW, 60)
    second = ledger.begin_visit("a", "digest")
    assert second > first and not ledger.is_current("a", first) and ledger.is_current("a", second)
    assert [lease.key for lease in ledger.claim(9, NOW, 60)] == [1], "those of other sources stay"
    by_key = {lease.key: lease for lease in (late, other)}
    assert ledger.complete([Completion(by_key[1], "passed", NOW), Completion(by_key[2], "passed", NOW)]) == [
        False,
        True,
    ]


def test_what_is_known_of_visits(ledger: SharedLedger) -> None:
    fence = ledger.begin_visit("a", "one")
    assert ledger.visit_states(NOW) == {"a": VisitState("one", 0, None, False, fence)}
    ledger.end_visit("a", fence - 1, 5)
    assert ledger.visit_states(NOW)["a"].again == 0, "another has begun since"
    ledger.end_visit("a", fence, 5)
    assert ledger.visit_states(NOW)["a"].again == 5
    ledger.begin_visit("a", "two")
    assert (ledger.visit_states(NOW)["a"].digest, ledger.visit_states(NOW)["a"].again) == ("two", 0)


@pytest.mark.parametrize(("now", "waiting"), [(49, None), (50, 50), (70, 50)])
def test_since_when_a_source_waits(ledger: SharedLedger, now: int, waiting: int | None) -> None:
    ledger.add([task(1, due=60), task(2, due=50), task(3, "b", due=40)])
    states = ledger.visit_states(now)
    assert states["a"] == VisitState(None, None, waiting, False, 0) and states["b"].waiting == 40


def test_tasks_of_one_source(ledger: SharedLedger) -> None:
    ledger.add([task(1), task(2), task(3, "b"), task(4, "c", due=NOW + 5)])
    assert (
        ledger.has_due(NOW, source="a") and not ledger.has_due(NOW, source="c") and not ledger.has_due(NOW, source="d")
    )
    assert ledger.has_due(NOW + 5, source="c") and not ledger.has_due(NOW, ["a.example"], "a")
    assert sorted(lease.key for lease in claim_of(ledger, "a")) == [1, 2]
    assert not ledger.has_due(NOW + 59, source="a") and ledger.has_due(NOW + 60, source="a")
    assert [lease.key for lease in ledger.claim(9, NOW, 60)] == [3]
    assert claim_of(ledger, "c") == [] and len(claim_of(ledger, "c", 9, NOW + 5)) == 1


def test_a_visit_claims_while_it_is_current(ledger: SharedLedger) -> None:
    ledger.add([task(1), task(2), task(3, "b"), task(4, due=NOW + 5)])
    first = ledger.begin_visit("a", "digest")
    [lease] = ledger.claim_for(first, "a", 1, NOW, 60)
    assert (lease.key, lease.pending, lease.seen) == (1, True, 0)
    second = ledger.begin_visit("a", "digest")
    assert ledger.claim_for(first, "a", 9, NOW, 60) == [] and ledger.claim_for(second, "b", 9, NOW, 60) == []
    assert [x.key for x in ledger.claim_for(second, "a", 9, NOW, 60)] == [1, 2]
    assert ledger.claim_for(second, "a", 9, NOW + 4, 60) == []
    assert [x.key for x in ledger.claim_for(second, "a", 9, NOW + 5, 60)] == [4]
    assert [x.key for x in ledger.claim_for(second, "a", 9, NOW + 60, 60)] == [1, 2], "these have expired"


@pytest.mark.parametrize(
    ("count", "skip", "keys"),
    [
        (2, [], {12, 20}),
        (4, [], {12, 10, 20, 21}),
        (5, [], {12, 10, 11, 20, 21}),
        (3, ["y.example"], {12, 10, 11}),
        (9, ["x.example"], {20, 21}),
        (9, ["x.example", "y.example"], set()),
    ],
)
def test_a_visit_claims_an_equal_share_of_each_site(
    ledger: SharedLedger, count: int, skip: list[str], keys: set[int]
) -> None:
    """The most urgent first, then the oldest; where one site has too few, the others give more."""
    for site, numbers in (("x.example", (10, 11, 12)), ("y.example", (20, 21))):
        ledger.add([
            Task(n, f"https://{site}/{n}", site=site, source="a", priority=int(n == 12)) for n in numbers
        ])  # fmt: skip
    visit = ledger.begin_visit("a", "digest")
    found = ledger.claim_for(visit, "a", count, NOW, 60, skip)
    assert {lease.key for lease in found} == keys
    first = [lease.key for lease in found if lease.site == "x.example"]
    assert first == [key for key in (12, 10, 11) if key in keys]


def test_a_list_goes_to_the_source_that_named_it_last(ledger: SharedLedger) -> None:
    ledger.add([task(1, always=True)])
    ledger.add([Task(1, "https://a.example/1", site="a.example", source="b", always=True)])
    assert not ledger.has_due(NOW, source="a") and ledger.has_due(NOW, source="b")


def test_a_visit_with_a_lease_that_nobody_knows_of_is_due_again(ledger: SharedLedger) -> None:
    """The answer to a claim was lost with the server, and the call was repeated."""
    ledger.add([task(1), task(2), task(3, "b")])
    fence = ledger.begin_visit("a", "digest")
    [lost], [other] = claim_of(ledger, "a", 1), claim_of(ledger, "a", 1)
    assert len(claim_of(ledger, "b")) == 1
    ledger.complete([Completion(other, "passed", NOW, source="a")])
    ledger.end_visit("a", fence, NOW + 3_600)
    assert ledger.visit_states(NOW)["a"].again == 0
    fence = ledger.begin_visit("a", "digest")
    [lease] = claim_of(ledger, "a")
    assert lease.key == lost.key
    ledger.complete([Completion(lease, "passed", NOW, source="a")])
    ledger.end_visit("a", fence, NOW + 3_600)
    assert ledger.visit_states(NOW)["a"].again == NOW + 3_600, "that of another source is none of it"


def test_segments_count_once_they_are_listed(ledger: SharedLedger) -> None:
    for name in ("a/0", "a/1", "a/2", "a/3", "b/1"):
        ledger.announce_segment(name, name[0])
    deliver(ledger, "a", 1, 2, 3)
    deliver(ledger, "b", 4)
    lines = ledger.outbox_of("a", 2)
    assert [line for _, line in lines] == [b"1", b"2"] and ledger.visit_states(NOW)["a"].unpublished
    numbers = [number for number, _ in lines]
    assert ledger.put_segment(segment("a/1"), numbers) and ledger.put_segment(segment("a/1"), numbers), (
        "its answer was lost"
    )
    assert not ledger.put_segment(segment("a/2"), numbers), "they are elsewhere"
    assert [line for _, line in ledger.outbox_of("a", 9)] == [b"3"] and ledger.segments() == [segment("a/1")]
    rest = [number for number, _ in ledger.outbox_of("a", 9)]
    assert not ledger.put_segment(segment("a/3"), [*numbers, *rest]) and len(ledger.outbox_of("a", 9)) == 1
    assert ledger.put_segment(segment("a/0", at=NOW + 1), rest)
    assert ledger.put_segment(segment("b/1", "b", NOW - 1), [number for number, _ in ledger.outbox_of("b", 9)])
    assert [found.name for found in ledger.segments()] == ["b/1", "a/1", "a/0"]
    assert ledger.segments("a") == [segment("a/1"), segment("a/0", at=NOW + 1)] and ledger.segments("c") == []
    for source in "ab":
        for name in ledger.unsettled_segments(source):
            ledger.settle_segment(name)
    assert not any(state.unpublished for state in ledger.visit_states(NOW).values())


def test_a_segment_that_is_not_settled_is_renamed_or_deleted(ledger: SharedLedger) -> None:
    """Its source is due until then, whether or not it has more lines; one that was dropped is not listed any more."""
    deliver(ledger, "a", 1)
    numbers = [number for number, _ in ledger.outbox_of("a", 9)]
    assert not ledger.put_segment(segment("a/0"), numbers), "it was not announced"
    for name in ("a/1", "a/2", "a/2"):
        ledger.announce_segment(name, "a")
    ledger.announce_segment("b/1", "b")
    assert ledger.put_segment(segment("a/1"), numbers) and ledger.visit_states(NOW)["a"].unpublished
    assert ledger.unsettled_segments("a") == ledger.unsettled_segments("a") == {"a/1": True, "a/2": False}
    deliver(ledger, "a", 2)
    assert not ledger.put_segment(segment("a/2"), [number for number, _ in ledger.outbox_of("a", 9)])
    assert ledger.segments() == [segment("a/1")] and len(ledger.outbox_of("a", 9)) == 1
    for name in ("a/1", "a/2"):
        ledger.settle_segment(name)
    assert ledger.put_segment(segment("a/1"), numbers), "the answer to the first call was lost"
    assert ledger.unsettled_segments("a") == {} and ledger.visit_states(NOW)["b"].unpublished


def test_a_segment_is_listed_or_dropped_but_not_both(ledger: SharedLedger, url: str) -> None:
    """It is being listed while another machine drops it."""
    deliver(ledger, "a", 1)
    ledger.announce_segment("a/1", "a")
    import psycopg

    with psycopg.connect(url.partition("&schema=")[0]) as listing:
        listing.execute(f"SET search_path TO {url.rpartition('=')[2]}".encode())
        listing.execute("UPDATE uploads SET state = 'listed'")
        with ThreadPoolExecutor(1) as threads:
            other = threads.submit(ledger.unsettled_segments, "a")
            wait_for_lock(listing)
            listing.commit()
            assert other.result() == {"a/1": True}


def wait_for_lock(connection: Any) -> None:
    """Wait until another session waits for a lock of this one."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    for _ in range(500):
        if connection.execute(waiting).fetchall() != [(0,)]:
            return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def test_one_source_sees_its_own_until_another_visit_begins(ledger: SharedLedger, url: str) -> None:
    deliver(ledger, "a", 1)
    deliver(ledger, "b", 2)
    ledger.add([task(3), task(4, "b"), task(5)])
    first = OneSource(ledger, "a", "digest")
    assert [line for _, line in first.outbox(9)] == [b"1"] and first.seen([3, 9]) == {3}
    assert first.has_due(NOW) and not first.has_due(NOW, ["a.example"])
    assert len(first.claim(1, NOW, 60)) == 1 and first.claim(9, NOW, 60, ["a.example"]) == []
    second = OneSource(ledger, "a", "digest")
    assert not first.has_due(NOW) and first.claim(9, NOW, 60) == []
    first.end(7)
    assert ledger.visit_states(NOW)["a"].again == 0
    leases = second.claim(9, NOW, 60)
    assert sorted(lease.key for lease in leases) == [3, 5] and not second.has_due(NOW)
    second.release(leases)
    second.end(None)
    assert ledger.visit_states(NOW)["a"].again is None


def test_many_machines_share_what_an_exclusive_run_does_not(ledger: SharedLedger, url: str) -> None:
    open_shared_ledger(url).close()
    with pytest.raises(LedgerError, match="is in use by another run"):
        open_ledger(url, exclusive=True)
    open_ledger(url, exclusive=False).close()
    ledger.close()
    exclusive = open_ledger(url, exclusive=True)
    with pytest.raises(LedgerError, match="is in use by another run"):
        open_shared_ledger(url)
    exclusive.close()


def test_a_ledger_of_many_machines_may_be_missing() -> None:
    url = new_url()
    with pytest.raises(LedgerError) as raised:
        open_shared_ledger(url, create=False)
    assert str(raised.value) == f"There is no ledger {display_name(url)}."


def test_a_file_is_none(tmp_path: Any) -> None:
    with pytest.raises(LedgerError) as raised:
        open_shared_ledger("l.db")
    assert str(raised.value) == "l.db is a file; many machines need --ledger postgresql://…."
    assert raised.value.kind == "unsupported"
