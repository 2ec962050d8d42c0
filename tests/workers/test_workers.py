"""Pages read in worker processes: the same records, in order, whatever a page does, and no process left behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawler.workers.async_iter import async_iter
from crawler.workers.cores import quota
from crawler.workers.job import Answer, Job, Step
from crawler.workers.pool import Pool
from crawler.workers.worker import AT_ONCE
from tests.command import ROOT, copydesk, environment
from tests.server import page, serve
from tests.trouble import TroublePipeline


def steps() -> list[Step]:
    return [TroublePipeline()]


SECONDS = 1.0
HEADLINE = "Harbour opens again"
HTML = {"content-type": "text/html; charset=utf-8"}


def job(headline: str = HEADLINE, body: bytes | None = None, **headers: str) -> Job:
    html = page().replace(HEADLINE, headline).encode() if body is None else body
    return Job(f"https://daily.example/{headline}", headers or HTML, html, headline, "url", "2026-04-02T00:00:00Z")


def ask(pool: Pool, *jobs: Job) -> list[Answer]:
    """What the pool answers."""

    async def run() -> list[Answer]:
        try:
            return await asyncio.wait_for(asyncio.gather(*map(pool.ask, jobs)), 60)
        finally:
            pool.close()

    return asyncio.run(run())


def told(answers: list[Answer]) -> list[str]:
    """The kind of each failure, else the headline."""
    return [a.failure.kind if a.failure else a.item.headline for a in answers]  # type: ignore[union-attr,misc]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (job(), HEADLINE),
        (job("It hangs"), "stuck"),
        (job("It waits"), "stuck"),
        (job("It is starved"), "It is starved"),
        (job("It breaks"), "bug"),
        (job("", b" \n"), "empty"),
        (job("", b"<html><head></head><body></body></html>"), "empty"),
        (job("", b"\x89PNG\r\n\x1a\n\0"), "not-html"),
        (job("", b"<p>x", **{"content-type": "application/pdf"}), "not-html"),
    ],
)
@pytest.mark.parametrize("count", [0, 1])
def test_a_page_gives_an_item_or_a_failure(count: int, asked: Job, expected: str) -> None:
    """By the same function here and there."""
    answers = ask(Pool(count, steps, SECONDS), asked)
    assert told(answers) == [expected]
    assert answers[0].failure is None or answers[0].failure.source == asked.requested_url


def test_a_page_costs_only_itself() -> None:
    headlines = [
        "1",
        "It kills",
        "2",
        "It hangs uninterruptible",
        "3",
        "4",
        "It kills again",
        "5",
        "6",
        "It hangs",
        "7",
        "It waits uninterruptible",
        "8",
    ]
    expected = ["1", "crash", "2", "stuck", "3", "4", "crash", "5", "6", "stuck", "7", "stuck", "8"]
    assert told(ask(Pool(2, steps, SECONDS), *map(job, headlines))) == expected


def test_what_is_logged_in_a_worker_comes_with_its_answer() -> None:
    [answer] = ask(Pool(1, steps, SECONDS), job("It breaks"))
    [(name, _, message)] = answer.log
    assert name == "crawler.workers.read" and "ValueError: broken" in message


def test_no_more_is_handed_out_than_a_worker_holds() -> None:
    """The rest waits with whoever asked, and one page needs one process."""

    async def run() -> tuple[list[int], int]:
        pool = Pool(2, steps, SECONDS)
        first = pool.ask(job())
        alone = len(pool.workers)
        answers = [first, *(pool.ask(job(str(number))) for number in range(40))]
        held = []
        for answer in answers:
            held.append(max(len(worker.jobs) for worker in pool.workers))
            await answer
        pool.close()
        return held, alone

    held, alone = asyncio.run(run())
    assert max(held) == AT_ONCE and alone == 1


def test_without_processes_this_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert told(ask(Pool(2, steps, SECONDS), job("1"), job("2"))) == ["1", "2"]
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert told(ask(Pool(2, steps, SECONDS), job("1"), job("2"))) == ["1", "2"]


def test_a_pool_that_is_closed_answers_no_more() -> None:
    async def run() -> bool:
        pool = Pool(1, steps, SECONDS)
        answers = [pool.ask(job("It hangs")) for _ in range(5)]
        pool.close()
        await asyncio.sleep(0)
        return all(answer.cancelled() for answer in answers)

    assert asyncio.run(run())


@pytest.mark.parametrize(
    ("text", "expected"), [("200000 100000\n", 2), ("50000 100000\n", 0), ("max 100000\n", None), ("x", None)]
)
def test_quota(tmp_path: Path, text: str, expected: int | None) -> None:
    (tmp_path / "cpu.max").write_text(text)
    assert quota(tmp_path / "cpu.max") == expected
    assert quota(tmp_path / "none") is None


def test_aside_gives_what_there_is_and_what_goes_wrong() -> None:
    def values() -> Iterator[int]:
        yield from range(50)
        raise ValueError("damaged")

    async def run() -> list[object]:
        found: list[object] = []
        try:
            async for value in async_iter(values()):
                found.append(value)
        except ValueError as error:
            found.append(str(error))
        return found

    assert asyncio.run(run()) == [*range(50), "damaged"]


def test_aside_does_not_block_and_reads_little_ahead() -> None:
    taken = []

    def values() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number
            if number == 2:
                time.sleep(60)

    async def run() -> int:
        async for _ in async_iter(range(50)):
            await asyncio.sleep(0.2)
            break
        stream = async_iter(values())
        for _ in range(3):
            await anext(stream)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(anext(stream), 0.2)
        return len(taken)

    assert asyncio.run(run()) == 3


RUN = """
import sys
from crawler.cli.run import run
spider, workers, output, *inputs = sys.argv[1:]
chosen = {"output": output, "form": None, "errors": output + ".errors", "progress": False, "verbose": False}
from crawler.settings import ITEM_PIPELINES
settings = {
    "ITEM_PIPELINES": {**ITEM_PIPELINES, "tests.trouble.TroublePipeline": 50},
    "COPYDESK_PAGE_TIMEOUT": 2, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
}
chosen["workers"] = int(workers)
sys.exit(run(spider, chosen, settings, **{"paths" if spider == "archive" else "urls": inputs}))
"""


def start(spider: str, workers: int, output: Path, *inputs: object, **more: str) -> subprocess.Popen[bytes]:
    """A crawl with trouble in it."""
    command = [sys.executable, "-c", RUN, spider, str(workers), str(output), *map(str, inputs)]
    return subprocess.Popen(command, cwd=ROOT, env=environment(**more), stderr=subprocess.PIPE)


def write(folder: Path, headlines: list[str]) -> list[Path]:
    """A file for each."""
    for number, headline in enumerate(headlines):
        (folder / f"{number:02}.html").write_text(page().replace(HEADLINE, headline), "utf-8")
    return sorted(folder.glob("*.html"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_run_with_trouble_keeps_its_order(tmp_path: Path) -> None:
    """And its exit code and file of failures say what happened."""
    headlines = ["It hangs", *(f"Notice {number}" for number in range(9)), "It kills", "Notice 9"]
    process = start("archive", 2, tmp_path / "out.jsonl", *write(tmp_path, headlines))
    _, errors = process.communicate(timeout=60)
    assert [record["headline"] for record in lines(tmp_path / "out.jsonl")] == [f"Notice {n}" for n in range(10)]
    failures = lines(tmp_path / "out.jsonl.errors")
    assert sorted(failure["kind"] for failure in failures) == ["crash", "stuck"]
    assert process.returncode == 25
    assert b"10 records, 2 failures (1 crash, 1 stuck).\n" in errors and b"Traceback" not in errors


def test_any_number_of_workers_gives_the_same_records(tmp_path: Path) -> None:
    pages = [*sorted((ROOT / "crawler" / "demo").glob("*.html")), *write(tmp_path, ["Notice 1", "Notice 2"])]
    given = [copydesk("extract", "--workers", str(count), *pages).out for count in (0, 1, 2)]
    assert given[0].count(b"\n") == len(pages)
    assert given[0] == given[1] == given[2]


def living(mark: str) -> list[int]:
    """Processes that have the mark in their environment and are no zombies."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            marked = mark.encode() in (folder / "environ").read_bytes()
            if marked and ") Z " not in (folder / "stat").read_text():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def wait_until(condition: Any, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end and not condition():
        time.sleep(0.05)
    return bool(condition())


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="this system has no /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("spider", ["archive", "url"])
def test_no_process_is_left_behind(tmp_path: Path, site: str, spider: str, number: signal.Signals) -> None:
    """Not even while a page hangs in a way that nothing within the worker ends."""
    files = write(tmp_path, ["Notice 1", "It hangs uninterruptible", *["Notice 2"] * 9])
    inputs = files if spider == "archive" else [f"{site}/titled/It%20hangs%20uninterruptible", f"{site}/page/1"]
    mark, output = f"test-{os.getpid()}-{tmp_path.name}", tmp_path / "out.jsonl"
    process = start(spider, 2, output, *inputs, COPYDESK_TEST=mark)
    assert wait_until(lambda: output.exists() and output.read_bytes() and len(living(mark)) == 3)
    process.send_signal(number)
    process.communicate(timeout=60)
    assert wait_until(lambda: not living(mark))
    assert all(line.endswith(b"}") for line in output.read_bytes().splitlines())


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address
