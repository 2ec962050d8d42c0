"""Any implementation of the ledger: what is asked of it by hand, and changed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from crawler.ledger import Completion, Known, Ledger, Record, Task, Validators
from crawler.ledger.model import Lease, State
from crawler.ledger.queries import FailedRequest, History, PendingRequest, SourceDay

DAY = 86_400
NOW = 100 * DAY


def task(key: int, **more: Any) -> Task:
    return Task(key, f"https://{key % 2}.example/{key}", site=f"{key % 2}.example", **more)


def end(ledger: Ledger, key: int, state: State, at: int = NOW, **more: Any) -> None:
    """Make a request pending, and complete it."""
    ledger.add([task(key)])
    [lease] = [lease for lease in ledger.claim(99, at, 60) if lease.key == key]
    assert ledger.complete([Completion(lease, state, at, **more)]) == [True]
    ledger.expire(1 << 62)


def record(article: int | None, revision: int = 1, line: bytes = b"x") -> Record:
    return Record(line, article, None if article is None else Known(revision, "ab" * 16, b"p", 5))


def test_counts(ledger: Ledger) -> None:
    nothing = dict.fromkeys(
        "addresses,pending now,pending later,leased,articles,revisions,not yet in the output".split(","), 0
    )
    assert ledger.counts(NOW) == nothing
    end(ledger, 1, "delivered", records=[record(11), record(12, 2), record(None)], aliases=[7])
    end(ledger, 2, "failed", due=NOW + 5, message="So.")
    end(ledger, 3, "passed", due=NOW + 6)
    end(ledger, 4, "dead")
    ledger.add([task(5), task(6), task(8, due=NOW + 1)])
    assert len(ledger.claim(1, NOW, 60)) == 1
    found = {**nothing, "addresses": 8, "pending now": 2, "pending later": 3, "leased": 1, "articles": 2}
    found |= {"revisions": 1, "not yet in the output": 3}
    found |= {"delivered": 1, "failed": 1, "passed": 1, "dead": 1, "repeated": 1}
    assert ledger.counts(NOW) == found
    later = {**found, "pending now": 4, "pending later": 1}
    assert ledger.counts(NOW + 5) == later
    states = ("delivered", "passed", "repeated", "failed", "dead")
    assert list(ledger.counts(NOW)) == ["addresses", *states, *list(nothing)[1:]]


def counted(ledger: Ledger) -> None:
    """Three days of two sources."""
    rows = [("b", 0, {"new": 1, "bytes": 9}), ("b", 1, {"new": 2}), ("b", 2, {"new": 3}), ("a", 2, {"bytes": 4}),
            ("a", 2, {"bytes": 5})]  # fmt: skip
    for key, (source, day, counts) in enumerate(rows, 1):
        end(ledger, key, "passed", NOW + day * DAY + 77, source=source, counts=counts)


@pytest.mark.parametrize(
    ("since", "found"),
    [
        (0, {"a": {"bytes": 9}, "b": {"new": 6, "bytes": 9}}),
        (NOW + DAY, {"a": {"bytes": 9}, "b": {"new": 5}}),
        (NOW + 2 * DAY - 1, {"a": {"bytes": 9}, "b": {"new": 5}}),
        (NOW + 2 * DAY, {"a": {"bytes": 9}, "b": {"new": 3}}),
        (NOW + 3 * DAY, {}),
    ],
)
def test_counts_by_source(ledger: Ledger, since: int, found: dict[str, dict[str, int]]) -> None:
    counted(ledger)
    assert ledger.counts_by_source(since) == found and list(ledger.counts_by_source(since)) == sorted(found)


@pytest.mark.parametrize(
    ("source", "most", "days"),
    [
        (None, 9, [("a", 2), ("b", 2), ("b", 1), ("b", 0)]),
        (None, 1, [("a", 2), ("b", 2)]),
        ("b", 2, [("b", 2), ("b", 1)]),
        ("c", 2, []),
    ],
)
def test_counts_by_day(ledger: Ledger, source: str | None, most: int, days: Sequence[tuple[str, int]]) -> None:
    counted(ledger)
    found = ledger.counts_by_day(source, most)
    assert [(day.source, day.day) for day in found] == [(name, NOW + day * DAY) for name, day in days]
    if found and found[0].source == "a":
        assert found[0] == SourceDay("a", NOW + 2 * DAY, {"bytes": 9})


def test_silent(ledger: Ledger) -> None:
    """Without news for three times the longest gap; only what is new is news."""
    for key, (source, day, what) in enumerate(
        [("b", 0, "new"), ("b", 2, "new"), ("b", 8, "bytes"), ("a", 8, "new")], 1
    ):
        end(ledger, key, "passed", NOW + day * DAY, source=source, counts={what: 1})
    assert ledger.silent(NOW + 9 * DAY) == {}
    assert ledger.silent(NOW + 9 * DAY + 1) == {"b": NOW + 2 * DAY}


def test_history_of_an_article(ledger: Ledger) -> None:
    assert ledger.history(1) is None
    ledger.add([task(1)])
    assert ledger.history(1) == History("pending", None, 0, 0, 0, "", "", "", [])
    validators = {1: Validators('"a"', "Mon")}
    [lease] = ledger.claim(1, NOW, 60)
    first = Completion(lease, "delivered", NOW, due=NOW + 5, article=11, records=[record(11)], validators=validators)
    ledger.complete([first])
    assert ledger.history(1) == History("delivered", NOW, NOW + 5, 1, 0, "", '"a"', "Mon", [(1, NOW)])
    for at, revision in ((NOW + 5, 2), (NOW + 6, 3)):
        [lease] = ledger.claim(1, at, 60)
        ledger.complete([Completion(lease, "delivered", at, due=at + 1, article=11, records=[record(11, revision)])])
    [lease] = ledger.claim(1, NOW + 7, 60)
    ledger.complete([Completion(lease, "failed", NOW + 7, due=NOW + 9, message="So.")])
    found = ledger.history(1)
    revisions = [(1, NOW), (2, NOW + 5), (3, NOW + 6)]
    assert found == History("failed", NOW + 7, NOW + 9, 3, 1, "So.", '"a"', "Mon", revisions)
    [lease] = ledger.claim(1, NOW + 9, 60)
    ledger.complete([Completion(lease, "unchanged", NOW + 9)])
    over = ledger.history(1)
    assert over == History("unchanged", NOW + 9, None, 0, 0, "", "", "", [(1, None), *revisions[1:]])


def test_a_response_may_have_one_validator_alone(ledger: Ledger) -> None:
    end(ledger, 1, "passed", due=NOW + 5, validators={1: Validators(None, "Mon"), 2: Validators('"b"')})
    found = ledger.history(1)
    assert found and (found.etag, found.last_modified, found.revisions) == ("", "Mon", [])
    assert ledger.validators(2) == Validators('"b"', None)


def test_pending(ledger: Ledger) -> None:
    ledger.add([task(1, due=NOW + 9), task(2), task(3, priority=5), task(4, due=NOW + 3)])
    ledger.complete([Completion(ledger.claim(1, NOW, 60)[0], "failed", NOW, due=NOW + 6)])
    found = ledger.pending(9)
    urls = {request.url: (request.due, request.tries) for request in found}
    assert [request.due for request in found] == [0, NOW + 3, NOW + 6, NOW + 9]
    assert urls["https://0.example/4"] == (NOW + 3, 0) and sorted(tries for _, tries in urls.values()) == [0, 0, 0, 1]
    assert ledger.pending(2) == found[:2] and isinstance(found[0], PendingRequest)


def test_of_what_is_due_at_once_the_most_important_is_first(ledger: Ledger) -> None:
    ledger.add([task(2), task(4, priority=1), task(6), task(8, priority=-1)])
    assert [request.url[-1] for request in ledger.pending(9)] == ["4", "2", "6", "8"]


def test_failed_and_removed(ledger: Ledger) -> None:
    end(ledger, 1, "failed", NOW + 1, due=NOW + 50, message="One.")
    end(ledger, 2, "dead", NOW + 3, message="Two.")
    end(ledger, 3, "removed", NOW + 2, due=NOW + 60, message="Three.")
    end(ledger, 4, "removed", NOW + 4, message="Four.")
    end(ledger, 5, "delivered", NOW + 5)
    one, two = (FailedRequest("https://1.example/1", NOW + 1, "One.", NOW + 50),
                FailedRequest("https://0.example/2", NOW + 3, "Two.", None))  # fmt: skip
    assert ledger.failed(9) == [two, one] and ledger.failed(1) == [two]
    gone = ledger.removed(9)
    assert [(failure.message, failure.due) for failure in gone] == [("Four.", None), ("Three.", NOW + 60)]
    assert ledger.removed(1) == gone[:1]


def test_a_failure_is_over_with_the_next_success(ledger: Ledger) -> None:
    end(ledger, 1, "failed", due=NOW + 5, message="So.")
    [lease] = ledger.claim(1, NOW + 5, 60)
    ledger.complete([Completion(lease, "delivered", NOW + 5)])
    assert ledger.failed(9) == []


def test_purge(ledger: Ledger) -> None:
    """The URL and its article are forgotten, and no other; it may be asked as never before."""
    for key in (1, 2):
        end(ledger, key, "delivered", due=NOW + 5, article=10 + key, records=[record(10 + key, 2)], message="So.",
            validators={key: Validators('"a"')}, interval=700)  # fmt: skip
    assert ledger.purge(1) and not ledger.purge(1) and not ledger.purge(9)
    assert (ledger.history(1), ledger.known(11), ledger.validators(1), ledger.interval(1)) == (None, None, None, 0)
    other = ledger.history(2)
    assert other and other.revisions == [(1, NOW), (2, NOW)] and other.message == "So." and ledger.interval(2) == 700
    assert ledger.known(12) == Known(2, "ab" * 16, b"p", 5) and ledger.validators(2) == Validators('"a"')
    assert ledger.counts(NOW)["revisions"] == 1 and [request.url for request in ledger.pending(9)] == [
        "https://0.example/2"
    ]
    assert ledger.add([task(1)]) == [True] and ledger.check() == []


@pytest.mark.parametrize(("before", "left"), [(NOW, "ABCD"), (NOW + 1, "BCD"), (NOW + 9, "BC")])
def test_old_failures_are_forgotten_if_they_are_over(ledger: Ledger, before: int, left: str) -> None:
    """Not those that are due again, nor what was removed."""
    end(ledger, 1, "dead", NOW, message="A")
    end(ledger, 2, "failed", NOW, due=NOW + 50, message="B")
    end(ledger, 3, "removed", NOW, message="C")
    end(ledger, 4, "dead", NOW + 1, message="D")
    assert ledger.purge_failures(before) == 4 - len(left)
    assert "".join(sorted(f.message for f in [*ledger.failed(9), *ledger.removed(9)])) == left


def run_sql(ledger: Any, statement: str) -> None:
    """Change a ledger behind its back."""
    if hasattr(ledger, "connection"):
        ledger.connection.execute(statement)
    else:
        ledger.session.execute(statement)


@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        ("UPDATE seen SET at = 5", []),
        ("UPDATE seen SET task = NULL WHERE key < 3", ["2 tasks are owed of which nothing is known"]),
        ("DELETE FROM tasks WHERE key = 1", ["1 addresses are said to be owed and are not"]),
        (
            "UPDATE seen SET task = 99 WHERE key = 1",
            ["1 tasks are owed of which nothing is known", "1 addresses are said to be owed and are not"],
        ),
    ],
)
def test_check(ledger: Ledger, statement: str, sentences: list[str]) -> None:
    ledger.add([task(1), task(2), task(3)])
    end(ledger, 4, "dead")
    run_sql(ledger, statement)
    assert ledger.check() == sentences


def test_vacuum(ledger: Ledger) -> None:
    """It says what it has freed."""
    ledger.add([replace(task(key), payload=b"x" * 900) for key in range(500)])
    for key in range(500):
        ledger.purge(key)
    before, after = ledger.vacuum()
    assert before > after > 0 and ledger.vacuum()[0] == after


def test_intervals(ledger: Ledger) -> None:
    assert ledger.interval(1) == 0
    for interval, found in ((700, 700), (0, 700), (800, 800)):
        end(ledger, 1, "passed", interval=interval)
        ledger.purge_failures(0)
        assert ledger.interval(1) == found
        run_sql(ledger, "UPDATE seen SET task = NULL")
        run_sql(ledger, "DELETE FROM seen")


@pytest.mark.parametrize(
    ("until", "found"), [(NOW, {}), (NOW + 1, {"a": NOW + 1}), (NOW + DAY, {"a": NOW + DAY}), (NOW + DAY + 1, {})]
)
def test_pauses(ledger: Ledger, until: int, found: dict[str, int]) -> None:
    """One of more than a day is of a wrong clock; what is over is forgotten."""
    ledger.hold("a", NOW + 7)
    ledger.hold("a", until)
    assert ledger.holds(NOW) == ledger.holds(NOW) == found
    assert ledger.holds(until - 1 if until < NOW + DAY else NOW) == found
    ledger.hold("b", NOW + 9)
    assert ledger.holds(NOW) == {**found, "b": NOW + 9}


def test_positions_of_feeds(ledger: Ledger) -> None:
    for key in (1, 2, 3):
        end(ledger, key, "delivered", records=[record(None, line=b"%d" % key)])
    lines = ledger.outbox(2)
    assert [line for _, line in lines] == [b"1", b"2"]
    ledger.published(lines[0][0], "a", "5")
    assert ledger.positions() == {"a": "5"} and [line for _, line in ledger.outbox(9)] == [b"2", b"3"]
    ledger.published(0, "a", "6")
    ledger.published(0, "b", "7")
    assert ledger.positions() == {"a": "6", "b": "7"} and len(ledger.outbox(9)) == 2


def test_records_without_a_line_or_an_article(ledger: Ledger) -> None:
    end(ledger, 1, "delivered", records=[record(11, line=b""), record(None, line=b"2"), Record(b"3", 12, None)])
    assert [line for _, line in ledger.outbox(9)] == [b"2", b"3"]
    assert ledger.known(11) == Known(1, "ab" * 16, b"p", 5) and ledger.known(12) is None


@pytest.mark.parametrize(("before", "now", "kept"), [(1, 2, 2), (2, 1, 2), (2, 2, 2)])
def test_an_older_revision_replaces_no_newer(ledger: Ledger, before: int, now: int, kept: int) -> None:
    for key, revision in ((1, before), (2, now)):
        end(ledger, key, "delivered", records=[record(11, revision)])
    known = ledger.known(11)
    assert known and known.revision == kept and ledger.counts(NOW)["revisions"] == 1


def test_several_leases_end_together(ledger: Ledger) -> None:
    ledger.add([task(1), task(2)])
    leases = ledger.claim(9, NOW, 60)
    late = Lease(99, 1, 9, "https://0.example/9", b"", "0.example")
    ends = [Completion(lease, "delivered", NOW, source="a", counts={"new": 2}) for lease in (*leases, leases[0], late)]
    assert ledger.complete(ends) == [True, True, False, False] and ledger.counts_by_source(0) == {"a": {"new": 4}}
