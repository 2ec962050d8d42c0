"""The numbers of sites that a ledger keeps in memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[fleet]'")
from crawler.ledger.postgres.sites import Sites


class Table:
    """The table of sites; notes which names are looked up, and which are new."""

    def __init__(self) -> None:
        self.ids: dict[str, int] = {}
        self.looked_up: list[list[str]] = []
        self.added: list[list[str]] = []

    def rows(self, query: str, values: Sequence[list[str]]) -> list[tuple[str, int]]:
        """The names that are there."""
        self.looked_up.append(values[0])
        return [(name, self.ids[name]) for name in values[0] if name in self.ids]

    def run(self, work: Any) -> None:
        """One transaction."""
        work(self)

    def execute(self, query: str | bytes, values: Sequence[list[str]] = ()) -> None:
        """Add names."""
        if not values:  # how the transaction is committed
            return
        self.added.append(values[0])
        self.ids |= {name: len(self.ids) + i for i, name in enumerate(values[0], 1)}


def test_each_site_has_one_number_and_is_looked_up_once() -> None:
    table: Any = Table()
    table.ids = {"a": 7}
    sites = Sites(table)
    assert sites.numbers(["a", "b", "a"]) == {"a": 7, "b": 2}
    assert sites.numbers(["b"]) == {"b": 2} and sites.numbers([]) == {}
    assert (table.looked_up, table.added) == ([["a", "b"], ["b"]], [["b"]])


@pytest.mark.parametrize(("count", "looked_up"), [(10_000, ["new"]), (10_001, ["new", "s0"])])
def test_memory_has_an_end(count: int, looked_up: list[str]) -> None:
    table: Any = Table()
    table.ids = {"new": -1, **{f"s{number}": number for number in range(count)}}
    sites = Sites(table)
    sites.numbers(f"s{number}" for number in range(count))
    assert sites.numbers(["s0", "new"]) == {"s0": 0, "new": -1}
    assert table.looked_up[-1] == looked_up and table.added == []
