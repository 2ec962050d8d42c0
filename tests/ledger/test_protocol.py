"""Any implementation of the ledger: what is pending is completed once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from crawler.ledger import Completion, Known, Lease, Ledger, Record, Task, Validators, open_ledger
from tests.ledger.conftest import STORES

KEYS = st.integers(1, 30)


class Killed(Exception):
    """The process is no more."""


def task(key: int, **more: object) -> Task:
    return Task(key, f"https://daily.example/{key}", site=f"{key % 3}.example", **more)  # type: ignore[arg-type]


def record(key: int, revision: int = 1) -> Record:
    return Record(b"%d" % key, key, Known(revision, "ab" * 16, b"parts"))


def test_what_is_owed_is_new_once(ledger: Ledger) -> None:
    assert ledger.add([task(1), task(2), task(1)]) == [True, True, False]
    assert ledger.add([task(2), task(3)]) == [False, True]
    assert ledger.seen([1, 2, 3, 4]) == {1, 2, 3}


def test_claims_are_spread_over_sites(ledger: Ledger) -> None:
    ledger.add([task(key) for key in range(1, 31)])
    assert sorted(lease.site for lease in ledger.claim(6, 0, 60)) == sorted(["0.example", "1.example", "2.example"] * 2)


def test_claims_go_round_when_there_are_more_sites_than_are_wanted(ledger: Ledger) -> None:
    ledger.add([task(key) for key in range(1, 31)])
    assert {ledger.claim(1, 0, 60)[0].site for _ in range(3)} == {"0.example", "1.example", "2.example"}


def test_sites_to_be_skipped_are(ledger: Ledger) -> None:
    ledger.add([task(key) for key in range(1, 31)])
    assert {lease.site for lease in ledger.claim(30, 0, 60, skip=["0.example", "1.example"])} == {"2.example"}


def test_priority_comes_first_then_age(ledger: Ledger) -> None:
    ledger.add([task(3), task(6), task(9, priority=5)])
    assert [lease.key for lease in ledger.claim(3, 0, 60)] == [9, 3, 6]


@pytest.mark.parametrize("priority", [1 << 40, -(1 << 40)])
def test_priorities_may_be_times(ledger: Ledger, priority: int) -> None:
    ledger.add([task(3, priority=priority), task(6), task(9, priority=2 * priority)])
    keys = [lease.key for lease in ledger.claim(3, 0, 60)]
    assert keys == ([9, 3, 6] if priority > 0 else [6, 3, 9])


def test_what_is_due_later_waits(ledger: Ledger) -> None:
    ledger.add([task(1, due=100)])
    assert not ledger.has_due(99) and ledger.claim(5, 99, 60) == []
    assert ledger.has_due(100) and not ledger.has_due(100, ["1.example"]) and ledger.has_due(100, ["b.example"])
    assert len(ledger.claim(5, 100, 60)) == 1


def test_a_lot_is_as_its_completions_one_after_another(ledger: Ledger) -> None:
    """Two addresses of one article, a page that two lead to, a failure and its end, an address that redirects."""
    ledger.add([task(key) for key in range(1, 6)])
    first = {lease.key: lease for lease in ledger.claim(9, 0, 60)}
    said = Validators('"a"', None)
    ended = [
        Completion(first[1], "delivered", 1, 5, [record(7, 1)], 7, [90], {1: said, 50: said}),
        Completion(first[2], "delivered", 2, 5, [record(7, 2)], 7, [90], {2: said, 50: Validators('"b"')}),
        Completion(first[3], "failed", 3, 5, message="It answered 500."),
        Completion(first[4], "passed", 4, None, validators={4: said}),
        Completion(first[5], "delivered", 5, 5, [record(7, 1), record(8)], 7, validators={50: Validators()}),
    ]
    assert ledger.complete(ended) == [True] * 5
    assert [line for _, line in ledger.outbox(9)] == [b"7", b"7", b"7", b"8"]
    known = ledger.known(7)
    assert known and known.revision == 2
    assert [ledger.validators(key) for key in (1, 2, 4, 50)] == [said, said, None, None]
    assert [ledger.state(key) for key in (1, 3, 4, 90)] == ["delivered", "failed", "passed", "repeated"]
    again = {lease.key: lease for lease in ledger.claim(9, 5, 60)}
    assert {key: (lease.tries, lease.visits, lease.seen) for key, lease in again.items()} == {
        1: (0, 1, 1), 2: (0, 1, 2), 3: (1, 0, 0), 5: (0, 1, 5),
    }  # fmt: skip
    assert ledger.complete([Completion(again[key], "unchanged", 6, 9) for key in (3, 1)]) == [True, True]
    found = {(lease.key, lease.tries, lease.seen) for lease in ledger.claim(9, 9, 60)}
    assert found == {(1, 0, 1), (3, 0, 6)}


@pytest.mark.parametrize(("skip", "due"), [([], True), (["1.example"], False), (["0.example", "b.example"], True)])
def test_what_is_due_now(ledger: Ledger, skip: list[str], due: bool) -> None:
    assert not ledger.has_due(1 << 40, skip)
    ledger.add([task(1)])
    assert ledger.has_due(5, skip) is due
    ledger.claim(9, 5, 60)
    assert not ledger.has_due(5, skip) and not ledger.has_due(64, skip) and ledger.has_due(65, skip) is due


def test_a_list_that_has_changed_is_due_at_once(ledger: Ledger) -> None:
    """Even if who names it would wait; one that has not waits until the due time that it is named with."""
    index(ledger, 2, version="v1")
    ledger.complete([Completion(ledger.claim(9, 0, 60)[0], "passed", 0, due=900)])
    for version, due, at in (("v1", 500, 500), ("v1", 700, 500), ("v1", 0, 500), ("v2", 400, 0)):
        [parent] = ledger.claim(99, 100, 60)
        child = task(2, always=True, parent=parent, version=version, patient=True, due=due)
        assert ledger.add([child]) == [version == "v2"]
        ledger.complete([Completion(parent, "passed", 0, due=100, complete=True)])
        assert ledger.due(2) == at, (version, due)


def test_a_late_worker_cannot_settle(ledger: Ledger) -> None:
    ledger.add([task(1)])
    late = ledger.claim(1, 0, 60)[0]
    assert ledger.expire(60) == 1
    held = ledger.claim(1, 60, 60)[0]
    assert ledger.complete([Completion(late, "delivered", 61, records=[record(1)])]) == [False]
    assert ledger.outbox(9) == [] and ledger.known(1) is None
    assert ledger.complete([Completion(held, "delivered", 62, records=[record(1)])]) == [True]
    assert [line for _, line in ledger.outbox(9)] == [b"1"]


def test_a_lot_ends_once_what_is_held(ledger: Ledger) -> None:
    """Beside a lease that another has, one that had been held before, and one that ends twice."""
    ledger.add([task(key) for key in (1, 2, 3)])
    late = {lease.key: lease for lease in ledger.claim(9, 0, 60)}
    ledger.release([late[3]])
    assert ledger.expire(60) == 2
    held = {lease.key: lease for lease in ledger.claim(9, 60, 60)}
    leases = late[1], late[2], held[2], held[1], held[1], late[3]
    lot = [Completion(x, "delivered", 61, records=[Record(b"%d" % i)]) for i, x in enumerate(leases)]
    assert ledger.complete(lot) == [False, False, True, True, False, False]
    assert [line for _, line in ledger.outbox(9)] == [b"2", b"3"]
    assert ledger.complete(lot) == [False] * 6 and ledger.complete([]) == []


def test_a_lease_that_is_renewed_goes_on(ledger: Ledger) -> None:
    ledger.add([task(1)])
    leases = ledger.claim(1, 0, 60)
    ledger.renew(leases, 120)
    assert not ledger.has_due(119) and ledger.claim(9, 119, 60) == []
    assert ledger.has_due(120) and not ledger.has_due(120, ["1.example"]) and ledger.has_due(120, ["b.example"])
    assert ledger.complete([Completion(leases[0], "delivered", 119)]) == [True]


def test_a_lease_that_has_ended_is_renewed_unless_another_has_it(ledger: Ledger) -> None:
    ledger.add([task(1)])
    first = ledger.claim(1, 0, 60)
    ledger.renew(first, 120)  # at 100, after a pause
    assert ledger.claim(9, 119, 60) == []
    second = ledger.claim(9, 120, 60)
    ledger.renew(first, 1000)
    assert ledger.complete([Completion(first[0], "delivered", 121)]) == [False]
    assert ledger.claim(9, 179, 60) == [] and len(ledger.claim(9, 180, 60)) == len(second) == 1


def test_what_is_done_or_released_is_not_renewed(ledger: Ledger) -> None:
    ledger.add([task(1), task(2)])
    leases = ledger.claim(2, 0, 60)
    ledger.complete([Completion(leases[0], "delivered", 1, due=9)])
    ledger.release(leases[1:])
    ledger.renew(leases, 1000)
    assert len(ledger.claim(9, 9, 60)) == 2


def test_what_a_dead_run_had_is_claimed_by_another_when_its_time_is_over(url: str) -> None:
    dead, other = open_ledger(url, exclusive=False), open_ledger(url, exclusive=False)
    dead.add([task(1), task(2)])
    late = dead.claim(1, 0, 60)[0]
    dead.close()
    assert [lease.key for lease in other.claim(9, 59, 60)] == [2] and not other.has_due(59)
    assert other.has_due(60)
    [lease] = other.claim(9, 60, 60)
    assert (lease.key, lease.tries, lease.pending) == (1, 0, True)
    assert other.complete([Completion(late, "delivered", 61, records=[record(1)])]) == [False]
    assert other.complete([Completion(lease, "delivered", 61, records=[record(1)])]) == [True]
    assert [line for _, line in other.outbox(9)] == [b"1"]
    other.close()


def test_a_lease_of_a_clock_that_was_ahead_ends_as_long_after(ledger: Ledger) -> None:
    ledger.add([task(1), task(2)])
    ledger.claim(1, 86_400, 60)
    assert [lease.key for lease in ledger.claim(9, 1_000, 600)] == [2]
    assert not ledger.has_due(1_059)
    assert [lease.key for lease in ledger.claim(9, 1_060, 60)] == [1]


def test_leases_are_taken_back_before_their_time(ledger: Ledger) -> None:
    ledger.add([task(1), task(2)])
    late, other = ledger.claim(2, 0, 60)
    ledger.expire(60)
    held = ledger.claim(1, 60, 60)[0]
    ledger.release([late, other])  # the first is another's by now
    assert [lease.key for lease in ledger.claim(9, 61, 60)] == [2]
    ledger.release([held])
    assert [lease.key for lease in ledger.claim(9, 61, 60)] == [1]


def test_a_failed_settlement_writes_nothing(ledger: Ledger) -> None:
    ledger.add([task(1)])
    lease = ledger.claim(1, 0, 60)[0]

    def broken() -> Iterator[Completion]:
        yield Completion(lease, "delivered", 1, records=[record(1)], source="daily", counts={"new": 1})
        raise Killed

    with pytest.raises(Killed):
        ledger.complete(broken())
    assert ledger.outbox(9) == [] and ledger.known(1) is None and ledger.counts_by_source(0) == {}
    assert ledger.complete([Completion(lease, "delivered", 1)]) == [True]


def test_what_comes_again_keeps_its_history(ledger: Ledger) -> None:
    ledger.add([task(1)])
    ledger.complete([Completion(ledger.claim(1, 5, 60)[0], "delivered", 5, due=100)])
    assert ledger.claim(1, 99, 60) == []
    again = ledger.claim(1, 100, 60)[0]
    assert (again.visits, again.tries, again.seen) == (1, 0, 5)
    ledger.complete([Completion(again, "failed", 101, due=200, message="It is closed.")])
    assert ledger.claim(1, 200, 60)[0].tries == 1


def test_what_is_asked_each_time_is_brought_forward_or_owed_anew(ledger: Ledger) -> None:
    feed = task(1, always=True)
    assert ledger.add([feed]) == [True]
    ledger.complete([Completion(ledger.claim(1, 0, 60)[0], "passed", 5, due=1000)])
    assert ledger.add([feed]) == [False]
    lease = ledger.claim(1, 10, 60)[0]
    ledger.add([feed])  # while it is leased
    ledger.complete([Completion(lease, "passed", 11)])
    assert not ledger.has_due(1 << 40)
    ledger.add([feed])
    assert len(ledger.claim(5, 12, 60)) == 1


def read(ledger: Ledger, now: int, **more: object) -> list[int]:
    """Read all lists that are due, completely; their keys. What names a due time waits, other lists are done."""
    leases = ledger.claim(99, now, 60)
    ledger.complete(Completion(x, "passed", now, due=now + 100, complete=True, **more) for x in leases)  # type: ignore[arg-type]
    return sorted(lease.key for lease in leases)


def index(ledger: Ledger, *children: int, version: str = "", parent: int = 1) -> None:
    """List 1 is asked and names others."""
    ledger.add([task(parent, always=True)])
    lease = next(lease for lease in ledger.claim(99, 0, 60) if lease.key == parent)
    ledger.add([task(key, always=True, parent=lease, version=version) for key in children])
    ledger.complete([Completion(lease, "passed", 0, due=100, complete=True)])
    ledger.expire(1 << 62)


def test_a_list_brings_forward_those_below_it(ledger: Ledger) -> None:
    index(ledger, 2, 3)
    assert read(ledger, 0) == [2, 3]
    assert read(ledger, 1) == []
    ledger.add([task(1, always=True, patient=True)])
    assert read(ledger, 1) == []
    ledger.add([task(1, always=True)])
    assert read(ledger, 1) == [1, 2, 3]


def test_a_list_that_was_told_to_wait_waits(ledger: Ledger) -> None:
    index(ledger, 2, 3)
    for lease in ledger.claim(9, 0, 60):
        ledger.complete([Completion(lease, "failed", 0, due=50, held=lease.key == 2)])
    ledger.add([task(1, always=True)])
    assert read(ledger, 1) == [1, 3]
    assert read(ledger, 50) == [2]


def test_a_list_is_read_once_for_each_version(ledger: Ledger) -> None:
    index(ledger, 2, version="v1")
    lease = ledger.claim(9, 0, 60)[0]
    assert lease.version == "v1"
    ledger.complete([Completion(lease, "passed", 0, read_version="v1")])
    index(ledger, 2, version="v1")
    assert read(ledger, 0) == []
    index(ledger, 2, version="v2")
    assert read(ledger, 0) == [2]


def test_a_list_that_changes_while_it_is_read_is_read_again(ledger: Ledger) -> None:
    index(ledger, 2, version="v1")
    ledger.add([task(1, always=True)])
    leases = {lease.key: lease for lease in ledger.claim(9, 0, 60)}
    ledger.add([task(2, always=True, parent=leases[1], version="v2")])
    ledger.complete([Completion(leases[2], "passed", 0, read_version="v1")])
    assert [lease.version for lease in ledger.claim(9, 0, 60)] == ["v2"]


def test_a_list_whose_source_wants_other_links_is_read_as_never_before(ledger: Ledger) -> None:
    index(ledger, 2, version="v1")
    ledger.complete([Completion(ledger.claim(9, 0, 60)[0], "passed", 0, read_version="v1")])
    ledger.add([task(1, always=True, reader="other")])
    lease = ledger.claim(9, 0, 60)[0]
    ledger.add([task(2, always=True, parent=lease, version="v1")])
    assert read(ledger, 0) == [2]


def test_where_a_list_redirected_to_is_asked_without_a_condition_too_when_it_is_read_anew(ledger: Ledger) -> None:
    index(ledger)
    ledger.add([task(1, always=True)])
    lease = ledger.claim(1, 0, 60)[0]
    ledger.complete([Completion(lease, "passed", 0, due=9, complete=True, validators={7: Validators('"a"')})])
    ledger.add([task(1, always=True)])
    assert ledger.validators(7) == Validators('"a"')
    ledger.add([task(1, always=True, reader="other")])
    assert ledger.validators(7) is None


def test_what_leads_to_a_list_is_known(ledger: Ledger) -> None:
    index(ledger, 2)
    index(ledger, 3, parent=2)
    index(ledger, 2, parent=3)
    assert ledger.ancestors(3) == {1, 2, 3}
    assert ledger.ancestors(9) == {9}


def test_what_is_named_no_more_is_led_to_until_it_has_been_answered(ledger: Ledger) -> None:
    index(ledger, 2)
    index(ledger)
    assert ledger.ancestors(2) == {1, 2}
    assert read(ledger, 0) == [2]
    index(ledger)
    assert ledger.ancestors(2) == {2} and ledger.claim(9, 0, 60)[0].pending


def test_leases_tell_whether_they_are_pending(ledger: Ledger) -> None:
    index(ledger, 2)
    assert read(ledger, 0) == [2]
    waiting = ledger.claim(9, 100, 60)
    assert {lease.key: lease.pending for lease in waiting} == {1: False, 2: False}
    ledger.release(waiting)
    waiting = ledger.claim(9, 100, 60)
    assert not any(lease.pending for lease in waiting)
    ledger.expire(1 << 62)  # a run that was killed
    assert all(lease.pending for lease in ledger.claim(9, 100, 60))


def test_what_said_nothing_of_itself_is_asked_without_a_condition(ledger: Ledger) -> None:
    ledger.add([task(1)])
    ledger.complete([Completion(ledger.claim(1, 0, 9)[0], "passed", 0, due=5, validators={1: Validators('"a"')})])
    ledger.complete([Completion(ledger.claim(1, 5, 9)[0], "passed", 5, due=9, validators={1: Validators()})])
    assert ledger.validators(1) is None


@pytest.mark.parametrize(("now", "due"), [(1_000, 1_100), (86_400 - 300, 86_500), (86_400 - 301, 86_199)])
def test_a_clock_that_was_ahead_keeps_nothing_waiting(ledger: Ledger, now: int, due: int) -> None:
    ledger.add([task(1)])
    lease = ledger.claim(1, 86_400, 60)[0]
    ledger.complete([Completion(lease, "delivered", 86_400, due=86_500, source="daily", counts={"new": 1})])
    assert not ledger.has_due(now) and ledger.due(1) == due
    assert not ledger.has_due(due - 1) and ledger.has_due(due)


def test_an_address_has_the_state_of_its_last_end(ledger: Ledger) -> None:
    ledger.add([task(1)])
    assert ledger.state(1) is None and ledger.state(2) is None
    ledger.complete([Completion(ledger.claim(1, 0, 60)[0], "repeated", 0, due=9)])
    assert ledger.state(1) == "repeated"
    assert ledger.claim(1, 9, 60)[0].visits == 0


def test_aliases_are_seen_and_validators_kept_until_the_end(ledger: Ledger) -> None:
    ledger.add([task(1)])
    lease = ledger.claim(1, 0, 60)[0]
    ledger.complete([Completion(lease, "delivered", 1, due=9, aliases=[7], validators={1: Validators('"a"')})])
    assert ledger.seen([7]) == {7} and ledger.validators(1) == Validators('"a"')
    ledger.complete([Completion(ledger.claim(1, 9, 60)[0], "unchanged", 9)])
    assert ledger.validators(1) is None


def test_a_new_run_takes_leases_back(url: str) -> None:
    first = open_ledger(url)
    first.add([task(1)])
    first.claim(1, 0, 1000)
    first.close()
    again = open_ledger(url)
    assert len(again.claim(1, 0, 60)) == 1
    again.close()


class Interleaved(RuleBasedStateMachine):
    """Claims, settlements, expiry, release, publishing and crashes in any order: nothing is lost, nothing comes twice."""

    to_url: Callable[[Path], str]

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.url = type(self).to_url(Path(self.folder.name))
        self.now, self.leases, self.pending, self.written = 0, list[Lease](), set[int](), list[bytes]()
        self.ledger = open_ledger(self.url, exclusive=False)

    @rule(keys=st.lists(KEYS, max_size=5))
    def add(self, keys: list[int]) -> None:
        new = self.ledger.add([task(key) for key in keys])
        for key, is_new in zip(keys, new, strict=True):
            assert is_new == (key not in self.pending)
            self.pending.add(key)

    @rule(count=st.integers(1, 4), seconds=st.integers(1, 5))
    def claim(self, count: int, seconds: int) -> None:
        self.leases += self.ledger.claim(count, self.now, seconds)

    @precondition(lambda self: self.leases)
    @rule(data=st.data(), fails=st.booleans())
    def complete(self, data: st.DataObject, fails: bool) -> None:
        lease = data.draw(st.sampled_from(self.leases))
        if fails:
            completion = Completion(lease, "failed", self.now, due=self.now + 2)
        else:
            completion = Completion(lease, "delivered", self.now, records=[record(lease.key)])
        self.ledger.complete([completion])

    @precondition(lambda self: self.leases)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        self.ledger.release([data.draw(st.sampled_from(self.leases))])

    @precondition(lambda self: self.leases)
    @rule(data=st.data(), seconds=st.integers(0, 9))
    def renew(self, data: st.DataObject, seconds: int) -> None:
        self.ledger.renew([data.draw(st.sampled_from(self.leases))], self.now + seconds)

    @rule(seconds=st.integers(1, 9))
    def wait(self, seconds: int) -> None:
        self.now += seconds

    @rule(seconds=st.integers(1, 9))
    def expire(self, seconds: int) -> None:
        self.now += seconds
        self.ledger.expire(self.now)

    @rule()
    def crash(self) -> None:
        """The process dies; its leases are still in other hands, as after a pause."""
        self.ledger.close()
        self.ledger = open_ledger(self.url, exclusive=False)

    @rule(count=st.integers(1, 3), dies=st.booleans())
    def publish(self, count: int, dies: bool) -> None:
        """Lines go to the feed, then to the ledger; on a death between the feed is cut back."""
        position = int(self.ledger.positions().get("feed") or 0)
        del self.written[position:]
        lines = self.ledger.outbox(count)
        self.written += [line for _, line in lines]
        if lines and not dies:
            self.ledger.published(lines[-1][0], "feed", str(len(self.written)))

    @invariant()
    def nothing_comes_twice(self) -> None:
        lines = self.written[: int(self.ledger.positions().get("feed") or 0)]
        lines += [line for _, line in self.ledger.outbox(1000)]
        assert len(lines) == len(set(lines))

    def teardown(self) -> None:
        """Let everything come to its end: each that was ever owed is there once."""
        for _ in range(100):
            self.now += 10
            self.ledger.expire(self.now)
            leases = self.ledger.claim(9, self.now, 60)
            self.ledger.complete(Completion(x, "delivered", self.now, records=[record(x.key)]) for x in leases)
            self.publish(1000, False)
        assert sorted(self.written) == sorted(b"%d" % key for key in self.pending)
        self.ledger.close()
        self.folder.cleanup()


@pytest.mark.parametrize("store", STORES)
def test_interleaved(store: str) -> None:
    machine = type("Interleaved", (Interleaved,), {"to_url": staticmethod(STORES[store])})
    run_state_machine_as_test(machine, settings=settings(max_examples=60, stateful_step_count=40, deadline=None))


def test_turns_of_a_host_are_a_pause_apart(ledger: Ledger) -> None:
    waits = [ledger.ask("a.example", 10.0)[0] for _ in range(3)]
    assert waits == pytest.approx([0, 10, 20], abs=1)
    assert ledger.ask("b.example", 10.0)[0] == pytest.approx(0, abs=1)


def test_a_host_that_is_paused_has_its_turn_afterwards(ledger: Ledger) -> None:
    ledger.hold("a.example", int(ledger.time()) + 100)
    assert [ledger.ask("a.example", 10.0)[0] for _ in range(2)] == pytest.approx([100, 110], abs=2)


def test_a_turn_after_more_than_a_day_was_stored_by_a_wrong_clock(ledger: Ledger) -> None:
    ledger.ask("a.example", 100_000.0)
    ledger.hold("b.example", int(ledger.time()) + 100_000)
    assert ledger.ask("a.example", 1.0)[0] == pytest.approx(0, abs=1)
    assert ledger.ask("b.example", 1.0)[0] == pytest.approx(0, abs=1)


def test_a_slower_pace_is_remembered(ledger: Ledger) -> None:
    assert ledger.ask("a.example", 0.0)[1] == 0
    ledger.slow("a.example", 3)
    ledger.slow("b.example", 2)
    assert (ledger.ask("a.example", 0.0)[1], ledger.ask("b.example", 0.0)[1]) == (3, 2)


def test_files_of_hosts_are_kept_for_a_time(ledger: Ledger) -> None:
    url = "https://a.example/robots.txt"
    assert ledger.host_file(url) is None
    for body, seconds in ((b"User-agent: *", 500.0), (b"", 100.0)):
        ledger.keep_host_file(url, body, seconds)
        found = ledger.host_file(url)
        assert found and (found[0], found[1]) == (body, pytest.approx(seconds, abs=2))
    ledger.keep_host_file(url, b"x", -1.0)
    assert ledger.host_file(url) is None
    ledger.keep_host_file(url, b"x", 1e9)
    found = ledger.host_file(url)
    assert found and found[1] == pytest.approx(86_400, abs=2)
