"""A crawl that stays, told to end over a real HTTP server."""

from __future__ import annotations

import json
import random
import signal
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.forked import start_forked
from tests.server import serve


def begin(folder: str, port: int, within: float) -> int:
    """The crawl itself."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as the command does
    (Path(folder) / "begun").touch()
    from crawler.cli.feeds import ledger_settings
    from crawler.cli.run import run

    chosen = {"output": f"{folder}/out.jsonl", "form": None, "errors": "", "progress": False, "verbose": False}
    settings = {
        "SPIDER_MODULES": ["tests.feedspider"], "COPYDESK_DAEMON": True, "COPYDESK_ONLY_DUE": True,
        "COPYDESK_HEALTH": str(port), "COPYDESK_STOP_WITHIN": within, "DOWNLOAD_TIMEOUT": 20,
        **ledger_settings(f"{folder}/ledger.db", "", chosen),
    }  # fmt: skip
    return run("lists", chosen, settings, lists=f"{folder}/lists")


class Staying:
    """A crawl that runs."""

    def __init__(self, folder: Path, *lists: str, within: float = 30) -> None:
        self.folder = folder
        self.port = free_port()
        self.write(*lists)
        self.process = start_forked(f"{__name__}:begin", str(folder), self.port, within)

    def write(self, *lists: str) -> None:
        (self.folder / "lists").write_text("".join(f"{line}\n" for line in lists))

    def health(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5) as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def records(self) -> list[str]:
        path = self.folder / "out.jsonl"
        return [json.loads(line)["url"] for line in path.read_text().splitlines()] if path.exists() else []

    def stop(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGTERM)
        done = self.process.wait()
        return done.code, done.err


def free_port() -> int:
    """A port that nobody listens on; below those that systems give to whoever asks for any."""
    while True:
        with socket.socket() as tried, suppress(OSError):
            tried.bind(("127.0.0.1", random.randint(10_000, 30_000)))
            return int(tried.getsockname()[1])


def until(true: Callable[[], object], seconds: float = 40, every: float = 0.02) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(every)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


def test_sigterm_finishes_what_is_under_way(site: str, tmp_path: Path) -> None:
    crawl = Staying(tmp_path, f"{site}/one-slow/1\t")
    try:
        until(lambda: crawl.process.is_running and _is_up(crawl) and "/slow/1" in str(crawl.health()["under_way"]))
        code, said = crawl.stop()
    finally:
        crawl.process.kill()
    assert (code, len(crawl.records())) == (0, 1), said


def test_sigterm_ends_within_its_bound_and_nothing_is_lost(site: str, tmp_path: Path) -> None:
    crawl = Staying(tmp_path, f"{site}/one-slow/15\t", within=1)
    try:
        until(lambda: _is_up(crawl) and "/slow/15" in str(crawl.health()["under_way"]))
        began = time.monotonic()
        assert crawl.stop()[0] == 130 and time.monotonic() - began < 10
        assert crawl.records() == []
    finally:
        crawl.process.kill()
    again = Staying(tmp_path, "")
    try:
        until(lambda: _is_up(again) and "/slow/15" in str(again.health()["under_way"]))
    finally:
        again.process.kill()


@pytest.mark.parametrize("wait", [0, 0.001, 0.01, 0.1])
def test_a_reload_and_a_stop_at_once_end_cleanly(site: str, tmp_path: Path, wait: float) -> None:
    crawl = Staying(tmp_path, f"{site}/page/1\t")
    try:
        until(lambda: _is_up(crawl))
        for _ in range(3):
            crawl.process.send_signal(signal.SIGHUP)
        time.sleep(wait)
        code, said = crawl.stop()
    finally:
        crawl.process.kill()
    assert code == 0 and "Traceback" not in said and "never retrieved" not in said, said


@pytest.mark.parametrize("wait", [0, 0.05, 0.1, 0.2])
def test_a_reload_before_the_crawl_has_begun_is_no_end(site: str, tmp_path: Path, wait: float) -> None:
    crawl = Staying(tmp_path, f"{site}/page/1\t")
    try:
        until((tmp_path / "begun").exists, every=0.001)
        time.sleep(wait)
        crawl.process.send_signal(signal.SIGHUP)
        until(lambda: _is_up(crawl))
        assert crawl.stop()[0] == 0
    finally:
        crawl.process.kill()


def _is_up(crawl: Staying) -> bool:
    try:
        return bool(crawl.health())
    except OSError:
        return False
