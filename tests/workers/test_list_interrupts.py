"""Ctrl-C and ``--max-time`` while a list is parsed that takes minutes: the run ends soon, and the next one reads it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.errors import INTERRUPTED
from tests.command import Done, start_copydesk
from tests.forked import Started
from tests.press import Answer, Press, serve, source

LINKS = '<a href="/2026/old-pier-breaks">Old pier breaks in two as storm leaves the harbour</a>'
LONG = f"<body {' '.join(f'a{n}' for n in range(500_000))}>{LINKS}</body>".encode()
"""libxml2 compares each attribute with all before it: minutes of CPU time, within one call."""
SOON = 30
"""Seconds, however busy the machine; nothing but the end of the run lets go of the list by then."""


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


def begin(folder: Path, *options: str) -> Started:
    files = ("--ledger", folder / "l.db", "-o", folder / "o.jsonl", "--sources", folder / "sources")
    return start_copydesk("crawl", *files, *options)


def end(run: Started) -> Done:
    """What it left, soon."""
    deadline = time.monotonic() + SOON
    while run.is_running and time.monotonic() < deadline:
        time.sleep(0.05)
    late = run.is_running
    run.kill()
    assert not late, run.wait().err
    return run.wait()


def wait_for_the_parse(run: Started) -> int:
    """The process that parses; the run fails the test where it never does."""
    if parser := find_the_parse(run):
        return parser
    raise AssertionError(f"the list was never parsed aside: {run.wait().err}")


def find_the_parse(run: Started) -> int | None:
    """The only child of the run, once it has worked for longer than it takes to start; None if it never did."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and run.is_running:
        for child in children(run.pid):
            if cpu_time(child) > 0.7:
                return child
        time.sleep(0.05)
    run.kill()
    return None


def children(pid: int) -> list[int]:
    return [int(c) for path in Path(f"/proc/{pid}/task").glob("*/children") for c in path.read_text().split()]


def cpu_time(pid: int) -> float:
    ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def is_gone(pid: int) -> bool:
    """Whether it ends soon; it may stay a zombie where nobody collects the children of the dead."""
    deadline = time.monotonic() + SOON
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


on_linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="sees the process that parses in /proc")


@on_linux
def test_ctrl_c_amid_a_list(tmp_path: Path, press: Press) -> None:
    put_long_list(tmp_path, press)
    run = begin(tmp_path)
    parser = wait_for_the_parse(run)
    run.send_signal(signal.SIGINT)
    check_the_end(tmp_path, press, run, parser, INTERRUPTED)


@on_linux
def test_max_time_amid_a_list(tmp_path: Path, press: Press) -> None:
    for seconds in (3, 6, 12, 24):  # a busy machine may not parse within the first
        folder = tmp_path / str(seconds)
        put_long_list(folder, press)
        run = begin(folder, "--max-time", f"{seconds} seconds")
        if parser := find_the_parse(run):
            return check_the_end(folder, press, run, parser, 0)
        press.asked.clear()
    raise AssertionError("the list was never parsed aside")


def put_long_list(folder: Path, press: Press) -> None:
    folder.mkdir(exist_ok=True)
    source(folder, press, 'sections = ["SITE/world"]\n')
    press.article("/2026/old-pier-breaks", "Old pier breaks in two")
    press.answers["/world"] = Answer(LONG, headers={"ETag": '"1"'})


def check_the_end(tmp_path: Path, press: Press, run: Started, parser: int, code: int) -> None:
    """The run ends soon and with its parser; the next one reads the list."""
    done = end(run)
    assert done.code == code, done.err
    assert "Traceback" not in done.err and "too long" not in done.err and "bug" not in done.err
    assert is_gone(parser)
    assert press.paths() == ["/world"]

    press.put("/world", LINKS, ETag='"1"')
    done = end(begin(tmp_path))
    assert done.code == 0, done.err
    [_, again] = [asked for asked in press.asked if asked.path == "/world"]
    assert "if-none-match" not in again.head, "it counts as unread"
    assert press.paths() == ["/world", "/world", "/2026/old-pier-breaks"]
    [record] = map(json.loads, (tmp_path / "o.jsonl").read_text("utf-8").splitlines())
    assert record["headline"] == "Old pier breaks in two"


@on_linux
@pytest.mark.parametrize(("command", "long"), [("check", "/world"), ("check", "/2026/old-pier-breaks"), ("add", "/")])
def test_a_survey_parses_pages_aside_as_well(tmp_path: Path, press: Press, command: str, long: str) -> None:
    """Were they parsed on the event loop, there would be no process of theirs, and no end within minutes."""
    source(tmp_path, press, 'sections = ["SITE/world"]\n')
    press.put("/world", LINKS)
    press.answers[long] = Answer(LONG)
    asked = ("check", "daily") if command == "check" else ("add", press.url, "--name", "other")
    run = start_copydesk("sources", *asked, "--sources", tmp_path / "sources")
    parser = wait_for_the_parse(run)
    run.send_signal(signal.SIGINT)
    done = end(run)
    assert done.code == INTERRUPTED, done.err
    assert "Traceback" not in done.err
    assert is_gone(parser)
    assert not (tmp_path / "sources" / "other.toml").exists()
