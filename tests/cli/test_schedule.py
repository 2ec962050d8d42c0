"""``copydesk schedule`` as a user runs it, over a real HTTP server."""

from __future__ import annotations

import json
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.command import copydesk, start_copydesk
from tests.extensions.test_daemon import free_port, until
from tests.forked import Started
from tests.press import Answer, Press, rss, serve


class Feed:
    """A feed that takes its time, has one article more each time (as many as its source allows a run), and notes whether it is asked twice at once."""

    def __init__(self, site: str) -> None:
        self.site, self.busy, self.overlaps, self.asked = site, threading.Lock(), 0, 0

    def __call__(self, times: int) -> Answer:
        if not self.busy.acquire(blocking=False):
            self.overlaps += 1
        else:
            time.sleep(0.3)
            self.busy.release()
        self.asked = times
        links = [(f"/2026/story-number-{number}-of-today", "A story", "") for number in range(times)]
        return Answer(rss(*links).replace("SITE", self.site).encode(), "application/rss+xml")


@contextmanager
def scheduled(folder: Path, *more: str) -> Iterator[Started]:
    files = ["--sources", folder / "sources", "--ledger", folder / "l.db", "-o", folder / "o.jsonl"]
    process = start_copydesk("schedule", *files, "--allow-host", "127.0.0.1", *more)
    try:
        yield process
    finally:
        process.kill()


def write(folder: Path, press: Press, name: str, lines: str) -> None:
    (folder / "sources").mkdir(exist_ok=True)
    home = f'name = "{name}"\nhome = "{press.url}/"\nfeeds = ["{press.url}/{name}"]\ndelay = 0\n'
    (folder / "sources" / f"{name}.toml").write_text(home + lines)


def urls(folder: Path) -> list[str]:
    path = folder / "o.jsonl"
    return [json.loads(line)["url"] for line in path.read_text().splitlines()] if path.exists() else []


def test_sources_are_asked_again_and_again_until_it_is_told_to_end(tmp_path: Path) -> None:
    with serve() as press:
        port = free_port()
        feed = press.answers["/daily"] = Feed(press.url)
        for number in range(100):
            press.article(f"/2026/story-number-{number}-of-today", f"Story {number}")
        press.article("/2026/one-that-is-weekly", "Weekly")
        press.put("/weekly", rss(("/2026/one-that-is-weekly", "Weekly", "")), "application/rss+xml")
        write(tmp_path, press, "daily", 'schedule = "every second"\nmax_articles = 1\n')
        with scheduled(tmp_path, "--health", str(port)) as process:
            until(lambda: len(urls(tmp_path)) >= 2)
            health = ask(port)
            assert (health["status"], health["failures"]) == ("ok", 0) and health["records"] >= 2
            listed = copydesk("schedule", "--list", "--sources", tmp_path / "sources", "--ledger", tmp_path / "l.db")
            assert b"  daily   every second\n" in listed.out
            write(tmp_path, press, "weekly", 'schedule = "* *"\n')
            process.send_signal(signal.SIGHUP)
            before = feed.asked
            until(lambda: feed.asked > before + 1)
            assert not press.paths("/weekly")
            write(tmp_path, press, "weekly", 'schedule = "0 6 * * 1"\ntimezone = "Asia/Tokyo"\n')
            process.send_signal(signal.SIGHUP)
            until(lambda: f"{press.url}/2026/one-that-is-weekly" in urls(tmp_path))
            process.send_signal(signal.SIGTERM)
            done = process.wait()
    assert done.code == 0
    said = done.err
    assert "schedule: found '* *'" in said and "the old source files stay in force" in said
    assert "  weekly  0 6 * * 1\n" in said and "+09:00" in said
    assert feed.overlaps == 0 and len(press.paths("/weekly")) == 1
    assert len(set(urls(tmp_path))) == len(urls(tmp_path))


def test_metrics_of_the_sources(tmp_path: Path) -> None:
    pytest.importorskip("prometheus_client", reason="needs the extra metrics")
    with serve() as press:
        port = free_port()
        press.article("/2026/story-number-1-of-today")
        press.put("/daily", rss(("/2026/story-number-1-of-today", "A story", "")), "application/rss+xml")
        write(tmp_path, press, "daily", "")
        with scheduled(tmp_path, "--health", str(port)):
            until(lambda: bool(urls(tmp_path)))
            metrics = urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10).read()
    assert b'copydesk_written_total{source="daily"}' in metrics and metrics.endswith(b"# EOF\n")


def ask(port: int) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "--ledger"),
        (["--ledger", "l.db", "--health", "much"], 2, "expected a port"),
        (["--ledger", "l.db", "--health", "99999"], 2, "cannot listen on"),
        (["--ledger", "l.db", "--list"], 21, "no ledger"),
        (["--ledger", "l.db", "--sources", "nowhere"], 21, "no folder"),
    ],
)
def test_refusals(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    with serve() as press:
        write(tmp_path, press, "daily", "")
    done = copydesk("schedule", *arguments, cwd=tmp_path)
    assert (done.code, said in done.err) == (code, True), done.err
    assert not (tmp_path / "l.db").exists()
