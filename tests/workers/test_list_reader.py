"""Lists that are read off the event loop."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.workers import list_reader
from crawler.workers.async_iter import Interrupted
from crawler.workers.list_reader import MOST_IN_A_THREAD, TooLong, values_of
from tests import press
from tests.crawls import crawl_sources

SMALL, LARGE = b"x", b"x" * (MOST_IN_A_THREAD + 1)


def letters(body: bytes, most: int) -> Iterator[str]:
    for number in range(most):
        yield f"{len(body)} {number}"


def never(body: bytes, most: int) -> Iterator[int]:
    yield from range(most)
    while True:
        pass


def holds_all_up(body: bytes, most: int) -> Iterator[int]:
    """In C, while no other thread can run."""
    yield (3 ** (most * 1_000_000)).bit_length()


def broken(body: bytes, most: int) -> Iterator[int]:
    yield from range(most)
    raise KeyError("a bug")


async def read(function: Callable[..., Iterator[Any]], body: bytes, most: int, seconds: float = 60) -> list[Any]:
    found, end = [], time.monotonic() + seconds
    async for value in values_of(function, body, most, is_over=lambda: time.monotonic() > end):
        found.append(value)
    return found


@pytest.mark.parametrize("body", [SMALL, LARGE], ids=["thread", "process"])
@pytest.mark.parametrize("most", [0, 1, 499, 500, 501, 1700])
def test_all_values_come_in_their_order(body: bytes, most: int) -> None:
    assert asyncio.run(read(letters, body, most)) == [f"{len(body)} {number}" for number in range(most)]


@pytest.mark.parametrize("body", [SMALL, LARGE], ids=["thread", "process"])
def test_the_end_of_a_run_does_not_wait_for_a_list(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_reader, "SECONDS", 8)  # of CPU time, after which the process that is left alone ends
    function = never if body is LARGE else waits
    start = time.monotonic()
    with pytest.raises(Interrupted):
        asyncio.run(read(function, body, 3, seconds=0.5))
    assert time.monotonic() - start < 30


def waits(body: bytes, most: int) -> Iterator[int]:
    threading.Event().wait(60)
    yield most


def test_a_list_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_reader, "SECONDS", 1)
    found = []

    async def collect() -> None:
        async for value in values_of(never, LARGE, 1000, is_over=lambda: False):
            found.append(value)

    with pytest.raises(TooLong, match="more than 1 seconds"):
        asyncio.run(collect())
    assert found == list(range(len(found)))


def test_a_bug_is_told_as_one() -> None:
    with pytest.raises(KeyError):
        asyncio.run(read(broken, SMALL, 3))
    with pytest.raises(TooLong):
        asyncio.run(read(broken, LARGE, 3))


def test_the_loop_goes_on_meanwhile() -> None:
    """While a large list is read in C, in another process."""

    async def longest_pause() -> float:
        reading, last, longest = asyncio.ensure_future(read(holds_all_up, LARGE, 4)), time.monotonic(), 0.0
        while not reading.done():
            await asyncio.sleep(0.01)
            now = time.monotonic()
            last, longest = now, max(longest, now - last)
        assert len(await reading) == 1
        return longest

    start = time.process_time()
    list(holds_all_up(LARGE, 4))
    alone = time.process_time() - start
    assert asyncio.run(longest_pause()) < max(alone, 0.5)


def entry(number: int) -> str:
    return f"<item><title>{'<a>x</a>' * 45}</title><link>SITE/2026/story-{number}</link></item>"


def test_a_run_that_ends_while_a_list_is_read_leaves_it_for_the_next(tmp_path: Path) -> None:
    """The list is long to read, and no article of it is lost when the time of the run is over before."""
    (tmp_path / "sources").mkdir()
    with press.serve() as daily:
        daily.article("/2026/story-1")
        daily.put("/feed", f"<rss><channel>{''.join(entry(1) for _ in range(2000))}</channel></rss>")
        lines = ['name = "daily"', f'home = "{daily.url}/"', f'feeds = ["{daily.url}/feed"]', "delay = 0"]
        (tmp_path / "sources" / "daily.toml").write_text("\n".join(lines))
        for second, limits in enumerate(({"seconds": 0.8}, {"seconds": 0.8}, {})):
            done = crawl_sources(tmp_path, 1000 + second, COPYDESK_LIMITS=limits)
            assert "Traceback" not in done.err and "bug" not in done.err, done.err
    assert (tmp_path / "out.jsonl").read_text().count("\n") == 1
