"""Whatever is completed, a ledger on a server holds what one in a file holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.ledger import Completion, Known, Lease, Record, Task, Validators, open_ledger
from crawler.ledger.model import STATES
from tests.ledger.conftest import STORES

KEYS = st.integers(1, 4)
TEXTS = st.sampled_from(["", "v1", "v2"])
RECORDS = st.builds(
    Record,
    st.sampled_from([b"", b'{"a": "\\u0000"}', b"\x00\xff"]),
    st.none() | st.integers(-2, 2),
    st.none() | st.builds(Known, st.integers(1, 3), st.sampled_from(["", "ab" * 16]), st.binary(max_size=3), KEYS),
)
COMPLETIONS = st.builds(
    Completion,
    lease=st.none(),
    state=st.sampled_from(STATES[1:]),
    at=st.integers(1, 3).map(lambda day: day * 86_400),
    due=st.none() | st.integers(0, 5),
    records=st.lists(RECORDS, max_size=3),
    article=st.none() | KEYS,
    aliases=st.lists(st.integers(5, 12), max_size=2),
    validators=st.dictionaries(KEYS, st.builds(Validators, st.none() | st.just('"\\x"'), st.none() | st.just("Tue"))),
    held=st.booleans(),
    complete=st.booleans(),
    read_version=TEXTS,
    interval=st.sampled_from([0, 0, 60]),
    message=st.sampled_from(["", "It answered 500."]),
    source=st.sampled_from(["", "daily"]),
    counts=st.dictionaries(st.sampled_from(["new", "failed"]), st.integers(0, 3)),
)
"""Of no lease yet."""
TASKS = st.builds(
    lambda key, **more: Task(key, f"https://{key % 3}.example/{key}", b"x", f"{key % 3}.example", **more),
    key=KEYS, priority=st.integers(0, 2), due=st.integers(0, 3), always=st.sampled_from([True, True, False]), patient=st.booleans(),
    version=TEXTS, reader=st.sampled_from(["", "r"]),
)  # fmt: skip
CONTENT: dict[str, Callable[..., object]] = {
    "seen": lambda key, state, task, at, article: (key, state, task is not None, at, article),
    "tasks": lambda number, key, site, rank, due, fence, until, *more: (key, site, rank, due, fence > 0, until, *more),
    "edges": lambda child, parent, fence: (child, parent),
    "outbox": lambda line: line,
    **{name: lambda *row: row for name in ("lists", "articles", "revisions", "validators", "failures", "counts")},
}
"""What is the same in both of the rows of each table."""


_ONE = st.tuples(COMPLETIONS, st.integers(-6, -1))
LOTS = st.tuples(_ONE) | st.lists(_ONE, max_size=5)
"""Completions, and which of the last leases they are of: it is held, or not any more, or ends twice."""


class Both:
    """The same calls of a ledger in a file and of one on a server."""

    def __init__(self, ledgers: Sequence[Any]) -> None:
        self.ledgers = ledgers
        self.leases: list[tuple[Lease, ...]] = []

    def add(self, tasks: Sequence[Task], place: int = 0) -> None:
        parents = self.leases[place % len(self.leases)] if place and self.leases else (None, None)
        news = [ledger.add([replace(task, parent=parent) for task in tasks])
                for ledger, parent in zip(self.ledgers, parents, strict=True)]  # fmt: skip
        assert news[0] == news[1]

    def claim(self, now: int) -> None:
        found = [sorted(x.claim(99, now, 4), key=lambda lease: lease.key) for x in self.ledgers]
        self.leases += zip(*found, strict=True)

    def complete(self, lot: Sequence[tuple[Completion, int]]) -> None:
        """End leases; lists that end together drop what they no longer name as if all had ended at once."""
        alone = len(lot) == 1
        ended = [
            ledger.complete([
                replace(x, lease=self.leases[place % len(self.leases)][i], complete=x.complete and alone)
                for x, place in lot
            ])
            for i, ledger in enumerate(self.ledgers)
        ]  # fmt: skip
        assert ended[0] == ended[1]

    def compare(self) -> None:
        for table, content in CONTENT.items():
            file, server = ([content(*map(plain, row)) for row in ledger.dump(table)] for ledger in self.ledgers)
            assert file == server if table == "outbox" else sorted(file, key=repr) == sorted(server, key=repr), table


def plain(value: object) -> object:
    """A value as Python has it."""
    return bytes(value) if isinstance(value, memoryview) else value


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.lists(TASKS, max_size=4), st.lists(TASKS, max_size=2), st.integers(-6, 0), LOTS), max_size=6)
)
def test_completions(rounds: list[tuple[list[Task], list[Task], int, list[tuple[Completion, int]]]]) -> None:
    """Tasks are added and leased, some are named meanwhile by a list that is leased, and some leases end."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        ledgers = [stack.enter_context(closing(open_ledger(to_url(Path(folder)), False))) for to_url in STORES.values()]
        both = Both(ledgers)
        for now, (tasks, named, parent, lot) in enumerate(rounds):
            both.add(tasks)
            both.claim(2 * now)
            both.add(named, parent)
            both.complete(lot if both.leases else ())
            both.compare()
        assert [ledger.check() for ledger in ledgers] == [[], []]
