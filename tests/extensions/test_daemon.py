"""A crawl that stays, told to end over a real HTTP server."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.command import ROOT, environment
from tests.server import serve

RUN = """
import signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as the command does
from crawler.cli.feeds import ledger_settings
from crawler.cli.run import run
folder, port, within = sys.argv[1:]
chosen = {"output": folder + "/out.jsonl", "form": None, "errors": "", "progress": False, "verbose": False}
settings = {
    "SPIDER_MODULES": ["tests.feedspider"], "COPYDESK_DAEMON": True, "COPYDESK_ONLY_DUE": True,
    "COPYDESK_HEALTH": port, "COPYDESK_STOP_WITHIN": float(within), "DOWNLOAD_TIMEOUT": 20,
}
sys.exit(run("lists", chosen, {**settings, **ledger_settings(folder + "/ledger.db", "", chosen)}, lists=folder + "/lists"))
"""


class Staying:
    """A crawl that runs."""

    def __init__(self, folder: Path, *lists: str, within: float = 30) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.write(*lists)
        command = [sys.executable, "-c", RUN, str(folder), str(self.port), str(within)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment(), stderr=subprocess.PIPE, text=True)

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
        return self.process.wait(40), self.process.stderr.read() if self.process.stderr else ""


def until(true: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve() as address:
        yield address


def test_sigterm_finishes_what_is_under_way(site: str, tmp_path: Path) -> None:
    crawl = Staying(tmp_path, f"{site}/one-slow/2\t")
    try:
        until(lambda: crawl.process.poll() is None and _is_up(crawl) and "/slow/2" in str(crawl.health()["under_way"]))
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


@pytest.mark.parametrize("wait", [0.3, 0.6, 0.9, 1.2, 1.5])
def test_a_reload_before_the_crawl_has_begun_is_no_end(site: str, tmp_path: Path, wait: float) -> None:
    crawl = Staying(tmp_path, f"{site}/page/1\t")
    try:
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
