"""Crawls over a ledger on PostgreSQL: killed, with a server that goes away, and looked into."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.ledger import open_ledger
from tests.command import MAIN, copydesk, environment
from tests.postgres import cut_all, new_url
from tests.press import Press, rss, serve

ARTICLES = 12


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    with serve() as found:
        entries = [(f"/2026/harbour-report-number-{n}", f"Harbour report {n}", "") for n in range(ARTICLES)]
        for path, headline, _ in entries:
            found.article(path, headline)
        found.put("/rss", rss(*entries), "application/rss+xml")
        folder = tmp_path / "sources"
        folder.mkdir()
        lines = f'name = "daily"\nhome = "{found.url}/"\nfeeds = ["{found.url}/rss"]\ndelay = 0.2\n'
        (folder / "daily.toml").write_text(lines)
        yield found


def arguments(folder: Path, url: str) -> list[str | Path]:
    return ["crawl", "--sources", folder / "sources", "--ledger", url, "-o", folder / "out.jsonl", "--workers", "0"]


def headlines(folder: Path) -> list[str]:
    return sorted(json.loads(line)["headline"] for line in (folder / "out.jsonl").read_text().splitlines())


EXPECTED = sorted(f"Harbour report {n}" for n in range(ARTICLES))


def start(folder: Path, url: str) -> subprocess.Popen[bytes]:
    command = [*MAIN, *map(str, arguments(folder, url))]
    return subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE)


def wait_for_article(press: Press, count: int = 2) -> None:
    end = time.monotonic() + 60
    while sum(path.startswith("/2026/") for path in press.paths()) < count and time.monotonic() < end:
        time.sleep(0.05)


def test_a_crawl_that_is_killed_goes_on(tmp_path: Path, press: Press) -> None:
    url = new_url()
    process = start(tmp_path, url)
    wait_for_article(press)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    done = copydesk(*arguments(tmp_path, url))
    assert done.code == 0 and headlines(tmp_path) == EXPECTED
    again = copydesk(*arguments(tmp_path, url))
    assert again.code == 0 and headlines(tmp_path) == EXPECTED
    counted = copydesk("ledger", "counts", url)
    assert counted.code == 0 and f"{ARTICLES}" in counted.out.decode()


def test_a_crawl_outlives_its_connection(tmp_path: Path, press: Press) -> None:
    url = new_url()
    process = start(tmp_path, url)
    wait_for_article(press)
    cut_all(url)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err.decode()
    assert headlines(tmp_path) == EXPECTED


def test_a_second_run_over_the_ledger_is_refused(tmp_path: Path, press: Press) -> None:
    url = new_url()
    first = open_ledger(url)
    done = copydesk(*arguments(tmp_path, url))
    first.close()
    assert done.code == 5 and "is in use by another run" in done.err and "@" not in done.err
