"""Completions of a visit are written together: when, and what is known of them until then."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.ledger import completion_buffer as module
from crawler.ledger.completion_buffer import CompletionBuffer, Ended
from crawler.ledger.errors import LedgerError
from crawler.ledger.model import Completion, Lease, State
from tests.ledger.in_process import NOW, article, begin, feed
from tests.ledger.test_run import answer, claimed, heard


def ended(number: int, interval: int = 0, aliases: tuple[int, ...] = (), state: State = "delivered") -> Ended:
    lease = Lease(number, 1, number * 10, f"https://daily.example/{number}", b"", "daily.example")
    own: Any = SimpleNamespace(interval=interval)
    return Ended(Completion(lease, state, NOW, aliases=aliases), own, None)


def buffer(most: int, written: list[list[int]], together: list[CompletionBuffer] | None = None) -> CompletionBuffer:
    """Notes the leases of each lot that is written."""
    complete = lambda lot: written.append([x.lease.id for x in lot])  # noqa: E731
    return CompletionBuffer(most, complete, lambda *settled: None, [] if together is None else together)


@pytest.mark.parametrize(
    ("most", "intervals", "lots"),
    [
        (1, [0, 0], [[1], [2]]),
        (3, [0, 0], []),
        (3, [0, 0, 0, 0], [[1, 2, 3]]),
        (3, [0, 900, 0], [[1, 2]]),  # a list
    ],
)
def test_lots(most: int, intervals: list[int], lots: list[list[int]]) -> None:
    written: list[list[int]] = []
    found = buffer(most, written)
    for number, interval in enumerate(intervals, 1):
        found.add(ended(number, interval))
    assert written == lots
    assert [lease.id for lease in found] == list(range(1, len(intervals) + 1))[sum(map(len, lots)) :]


def test_no_completion_waits_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now=100.0)
    monkeypatch.setattr(module, "monotonic", lambda: clock.now)
    written: list[list[int]] = []
    found = buffer(9, written)
    for clock.now in (100.0, 100.9):
        found.add(ended(1))
        found.write_if_due()
    assert written == []
    clock.now = 101.0
    found.write_if_due()
    found.write_if_due()
    found.write()
    assert written == [[1, 1]]


def test_what_waits() -> None:
    found = buffer(9, [])
    found.add(ended(1, aliases=(7, 8)))
    assert [found.is_of(key) for key in (10, 7)] == [True, False]
    assert [found.has_alias(key) for key in (7, 8, 10)] == [True, True, False]
    found.write()
    assert not found.is_of(10) and not found.has_alias(7)


def test_visits_over_one_connection_are_written_together() -> None:
    written: list[list[int]] = []
    together: list[CompletionBuffer] = []
    first, second, third = (buffer(2, written, together) for _ in range(3))
    second.add(ended(1))
    first.add(ended(2))
    assert written == []
    first.add(ended(3))
    assert written == [[2, 3, 1]] and not any(map(list, together))
    for found in (first, second, third):
        found.write()
    assert len(written) == 1, "nothing waits"
    second.add(ended(4))
    second.close()
    second.close()
    third.add(ended(5, interval=900))
    assert written[1:] == [[5]] and [lease.id for lease in second] == [4]


def test_what_fails_fails_for_all() -> None:
    def complete(lot: list[Completion]) -> None:
        raise LedgerError("The disk is full.")

    settled: list[tuple[str, int, str]] = []
    together: list[CompletionBuffer] = []

    def new(name: str) -> CompletionBuffer:
        return CompletionBuffer(
            9, complete, lambda lot, error: settled.append((name, lot[0].completion.lease.id, str(error))), together
        )

    first, second, _ = map(new, "abc")
    first.add(ended(1))
    second.add(ended(2))
    second.write()
    assert settled == [("a", 1, "The disk is full."), ("b", 2, "The disk is full.")]


def test_a_visit_completes_pages_together(tmp_path: Path) -> None:
    """Until then they are held and in no outbox; whoever asks for the state of one is told how it ended."""
    run = begin(tmp_path)
    run.completions = CompletionBuffer(3, run.ledger.complete, run._settle, [])
    leases = [claimed(run, article(number)) for number in (1, 2)]
    requests = [run.lease(lease) for lease in leases]
    for request in requests:
        assert request
        run.ended(answer(request, 410), request)
    assert heard(run, "settled") == [] and list(run.held()) == leases and not run.leases
    assert [run.ledger.state(lease.key) for lease in leases] == [None, None]
    assert run.state(99) is None and heard(run, "settled") == []
    assert run.state(leases[0].key) == "removed" and len(heard(run, "settled")) == 2
    assert list(run.held()) == [] and run.ledger.state(leases[1].key) == "removed"


def test_the_end_of_a_visit_completes_what_waits(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.completions = CompletionBuffer(3, run.ledger.complete, run._settle, [])
    request = run.lease(claimed(run, article(1)))
    assert request
    run.ended(answer(request, 410), request)
    run.close()
    assert len(heard(run, "settled")) == 1


def test_a_list_is_complete_at_once(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.completions = CompletionBuffer(3, run.ledger.complete, run._settle, [])
    lease = claimed(run, feed())
    run.asked = {lease.key}
    request = run.lease(lease)
    assert request
    run.ended(answer(request), request)
    assert run.ledger.state(lease.key) == "passed" and run.visited == {lease.key}
