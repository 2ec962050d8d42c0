"""Workers whose sources are in the ledger's table: they are added, changed, paused and removed while workers run."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crawler.ledger.registry import open_shared_ledger
from tests.command import copydesk
from tests.fleet.machines import Fleet, fleet, publish, wait_until
from tests.postgres import new_url
from tests.press import Press


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Fleet]:
    """Machines without a folder of sources."""
    with fleet(tmp_path, new_url()) as found:
        found.sources = "table"
        yield found


def sources(machines: Fleet, *arguments: str | Path) -> None:
    done = copydesk("sources", *arguments, "--sources", machines.url)
    assert done.code == 0, done.err


def store(machines: Fleet, press: Press, name: str, articles: int) -> list[str]:
    """Put a source of a site into the table; return the headlines of its articles."""
    headlines = publish(machines.folder, press, name, articles, schedule="every second")
    sources(machines, "import", machines.folder / "sources")
    (machines.folder / f"sources/{name}.toml").unlink()
    return headlines


def test_two_workers_see_what_changes(press: Press, machines: Fleet) -> None:
    expected = store(machines, press, "a", 2)
    workers = [machines.start(), machines.start()]
    wait_until(lambda: machines.headlines() == sorted(expected))
    expected += store(machines, press, "b", 2)
    wait_until(lambda: machines.headlines() == sorted(expected))
    sources(machines, "pause", "a")
    sources(machines, "remove", "b")
    wait_until(lambda: not asked_while_another_is(press, machines, "a", "b"))
    assert machines.headlines() == sorted(expected), "what is left of them is delivered, and nothing twice"
    sources(machines, "resume", "a")
    before = len(press.paths("/a/rss"))
    wait_until(lambda: len(press.paths("/a/rss")) > before)
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait().code for worker in workers] == [0, 0], [worker.err for worker in workers]


def asked_while_another_is(press: Press, machines: Fleet, *names: str) -> bool:
    """Whether these feeds are asked for while one that has just been added is asked for twice."""
    if not press.paths("/z/rss"):
        store(machines, press, "z", 0)
    before, times = [len(press.paths(f"/{name}/rss")) for name in names], len(press.paths("/z/rss"))
    wait_until(lambda: len(press.paths("/z/rss")) > times + 1)
    return [len(press.paths(f"/{name}/rss")) for name in names] != before


def test_a_wrong_row_costs_no_other(press: Press, machines: Fleet) -> None:
    expected = store(machines, press, "a", 2)
    with closing(open_shared_ledger(machines.url)) as ledger:
        ledger.put_sources({"wrong": "delay = 'fast'"})
    [done] = machines.drain()
    assert done.code == 0 and ": wrong: delay: found 'fast', expected a number of seconds" in done.err
    assert done.err.count("found 'fast'") == 1 and machines.headlines() == expected


def test_no_sources_at_all(machines: Fleet) -> None:
    [done] = machines.drain()
    assert done.code == 0 and "There is no source in postgresql:" in done.err and "copydesk sources add" in done.err


@pytest.mark.parametrize(
    ("sources", "code", "words"),
    [("none", 2, "There is no folder none of source files"), ("postgresql://other/news", 2, "a folder, or table")],
)
def test_where_no_sources_are(machines: Fleet, sources: str, code: int, words: str) -> None:
    machines.sources = sources
    [done] = machines.drain()
    assert done.code == code and words in done.err
