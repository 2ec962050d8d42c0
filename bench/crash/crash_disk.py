"""Disks that do not take it, a second process, workers that are killed: scenarios of bench/crash/run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from crash_run import asked, count, lines, site, start, with_ledger

PAGES = 400
LATER = """
import time
import crawler.settings
from crawler.cli import main
crawler.settings.COPYDESK_CLOCK = lambda: time.time() + 900
main()
"""
"""The command as it is a quarter of an hour later, when what failed is due again."""


@contextmanager
def disk(kilobytes: int) -> Iterator[Path]:
    """A file system of that size; needs to be root."""
    folder = Path(tempfile.mkdtemp(prefix="crash-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def remount(folder: Path, how: str) -> bool:
    """Change the file system; whether it could be."""
    return subprocess.run(["mount", "-o", f"remount,{how}", folder], stderr=subprocess.DEVNULL).returncode == 0


def full() -> list[str]:
    """The disk is full again and again, and enlarged by a little each time."""
    codes, size = [], 100
    with site(PAGES) as address, disk(size) as folder:
        while not codes or (codes[-1] and size < 20_000):
            codes.append(start(with_ledger(folder, address, PAGES, "out.jsonl.gz", "--rotate", "100k")).wait())
            size += 150
            remount(folder, f"size={size}k")
        return [_runs(codes), *map(str, count(folder, PAGES))]


def read_only() -> list[str]:
    """The crawl is killed, and the disk comes back read-only, then as it was."""
    with site(PAGES) as address, disk(50_000) as folder:
        first = start(with_ledger(folder, address, PAGES))
        while len(asked(address)) < PAGES // 3:
            time.sleep(0.01)
        first.kill()
        codes = [first.wait()]
        for how in ("ro", "rw"):
            assert remount(folder, how)
            codes.append(start(with_ledger(folder, address, PAGES)).wait())
        return [_runs(codes), *map(str, count(folder, PAGES))]


def two() -> list[str]:
    """A second process is started while the first runs."""
    with site(PAGES) as address, tempfile.TemporaryDirectory() as name:
        command = with_ledger(Path(name), address, PAGES)
        first = start(command)
        while len(asked(address)) < PAGES // 3:
            time.sleep(0.01)
        codes = [start(command).wait(), first.wait()]
        return [_runs(codes), *map(str, count(Path(name), PAGES))]


def workers() -> list[str]:
    """The processes that read pages are killed; the pages that they had begun are tried again later."""
    with site(PAGES) as address, tempfile.TemporaryDirectory() as name:
        folder, killed = Path(name), 0
        command = [*with_ledger(folder, address, PAGES), "--workers", "2"]
        first = start(command)
        for moment in range(1, 11):
            while first.poll() is None and sum(1 for _ in lines(folder)) < moment * PAGES // 12:
                time.sleep(0.02)
            for child in children(first.pid):
                os.kill(child, signal.SIGKILL)
                killed += 1
        codes = [first.wait(), start([sys.executable, "-c", LATER, *command[3:]]).wait()]
        return [f"{_runs(codes)}; {killed} kills", *map(str, count(folder, PAGES))]


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for path in threads for child in path.read_text().split()]


def _runs(codes: list[int]) -> str:
    """The codes, repeats folded."""
    found: list[tuple[int, int]] = []
    for code in codes:
        found = [*found[:-1], (code, found[-1][1] + 1)] if found and found[-1][0] == code else [*found, (code, 1)]
    return ", ".join(f"{code} ({times} times)" if times > 1 else f"{code}" for code, times in found)


SCENARIOS: dict[str, Callable[[], list[str]]] = {
    "the disk is full (tmpfs), and grows by 150 kB each time": full,
    "killed, and the disk is read-only for one run": read_only,
    "a second process is started": two,
    "workers are killed at ten moments, and it is crawled again 15 minutes later": workers,
}
