"""The sources of a worker, in a folder and in the table of a ledger: they may change at any time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import pytest

pytest.importorskip("procrastinate", reason="procrastinate is not installed: pip install '.[fleet]'")

from crawler.fleet.source_files import SourceFiles
from crawler.fleet.source_rows import SourceRows
from crawler.fleet.visited_source import VisitedSources
from crawler.ledger.registry import open_shared_ledger
from tests.postgres import new_url


class Kept(Protocol):
    """Sources as a worker reads them, and as others change them."""

    sources: VisitedSources

    def put(self, name: str, toml: str) -> None: ...
    def remove(self, name: str) -> None: ...


class InFolder:
    def __init__(self, folder: Path) -> None:
        self._folder, self.sources = folder, SourceFiles(folder)

    def put(self, name: str, toml: str) -> None:
        (self._folder / f"{name}.toml").write_text(toml)

    def remove(self, name: str) -> None:
        (self._folder / f"{name}.toml").unlink()


class InTable:
    def __init__(self, ledger: Any) -> None:
        self._ledger, self.queries = ledger, 0
        self.sources = SourceRows(self._query, "the ledger")
        self.remove = ledger.delete_source

    def put(self, name: str, toml: str) -> None:
        self._ledger.put_sources({name: toml})

    async def _query(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        from psycopg.rows import dict_row

        self.queries += 1
        with self._ledger.session._connection.cursor(row_factory=dict_row) as cursor:
            return list(cursor.execute(statement, values).fetchall())


@pytest.fixture(params=["folder", "table"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Kept]:
    if request.param == "folder":
        yield InFolder(tmp_path)
        return
    with closing(open_shared_ledger(new_url())) as ledger:
        yield InTable(ledger)


def toml(name: str, more: str = "") -> str:
    return f'name = "{name}"\nhome = "https://{name}.example/"\n{more}'


def load(kept: Kept) -> tuple[list[str], set[str]]:
    """The mistakes, and the names of the sources."""
    return asyncio.run(kept.sources.load()), set(kept.sources.by_name)


def read(kept: Kept, name: str) -> str | None:
    found = asyncio.run(kept.sources.read(name))
    return found[1].decode() if found else None


def test_a_paused_source_is_left_out_until_it_is_resumed(kept: Kept) -> None:
    for name in "ab":
        kept.put(name, toml(name))
    for text, expected in (("", {"a", "b"}), ("paused = true\n", {"a"}), ("paused = false\n", {"a", "b"})):
        kept.put("b", toml("b", text))
        assert load(kept) == ([], expected)
        assert (read(kept, "b") is None) == ("b" not in expected)
    kept.remove("b")
    assert read(kept, "b") is None and load(kept) == ([], {"a"}) and read(kept, "b") is None


def test_a_wrong_one_is_told_once_and_costs_no_other(kept: Kept) -> None:
    kept.put("a", toml("a"))
    kept.put("b", "delay = 'fast'\n")
    mistakes, names = load(kept)
    assert names == {"a"} and len(mistakes) == 3 and all("b" in mistake for mistake in mistakes)
    assert any("delay: found 'fast', expected a number of seconds" in mistake for mistake in mistakes)
    assert load(kept) == ([], {"a"}) and read(kept, "b") is None
    kept.put("b", toml("b"))
    assert load(kept) == ([], {"a", "b"})


def test_a_source_is_read_as_it_is_now(kept: Kept) -> None:
    kept.put("a", toml("a"))
    assert read(kept, "a") == toml("a"), "it was added since the last look"
    load(kept)
    before = kept.sources.by_name["a"]
    kept.put("a", toml("a", "delay = 2\n"))
    found = asyncio.run(kept.sources.read("a"))
    assert found and found[1].decode() == toml("a", "delay = 2\n") and found[0].digest != before.digest
    load(kept)
    assert kept.sources.by_name["a"] == found[0]
    assert read(kept, "never") is None


def test_the_host_is_that_of_the_home_page(kept: Kept) -> None:
    kept.put("a", toml("a"))
    load(kept)
    assert kept.sources.by_name["a"].lock == "a.example"


def test_only_what_has_changed_is_read_of_a_table() -> None:
    with closing(open_shared_ledger(new_url())) as ledger:
        table = InTable(ledger)
        ledger.put_sources({name: toml(name) for name in "abc"})
        assert load(table) == ([], {"a", "b", "c"}) and table.queries == 2
        assert load(table) == ([], {"a", "b", "c"}) and table.queries == 3
        ledger.put_sources({"a": toml("x")})
        [mistake], names = load(table)
        assert mistake == "the ledger: a: name: found 'x', expected 'a', under which it is kept" and names == {"b", "c"}
