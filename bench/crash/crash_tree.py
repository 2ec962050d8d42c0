"""Trees of lists, killed at random moments: scenarios of bench/crash/run.

Each run is a quarter of an hour after the one before, and tries nothing twice: what is busy is pending in the next.
"""

from __future__ import annotations

import json
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from crash_run import all_asked, count, site, start
from crash_tree_site import IN_SECTION, SECTIONS

RUN = """
import sys, time
import crawler.settings
from crawler.cli import main
from spiders.source import SourceSpider
SourceSpider.custom_settings |= {"COPYDESK_BACKOFF": False, "RETRY_TIMES": 0}
later = int(sys.argv.pop(1))
crawler.settings.COPYDESK_CLOCK = lambda: time.time() + later
main()
"""
LAST_RUNS = 40
"""The most runs that are left alone in the end."""


def tree(pages: int, kills: int, seed: int, how: str) -> list[str]:
    """A row of the table."""
    chance, done, runs, code = random.Random(seed), 0, 0, 0
    began, most = time.monotonic(), max(10, 3 * pages // max(kills, 1))
    with site(pages, how) as address, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write_source(folder, address, pages)
        while done < kills and runs < 3 * kills:
            done += _kill(_command(folder, runs), address, chance.randrange(1, most))
            runs += 1
        lost, twice, broken = pages, 0, 0
        for _ in range(LAST_RUNS):
            code = start(_command(folder, runs)).wait()
            runs += 1
            lost, twice, broken = count(folder, pages)
            if not lost:
                break
    return [f"{done}", f"{runs}", f"{lost}", f"{twice}", f"{broken}", f"{code}", f"{time.monotonic() - began:.0f} s"]


def _kill(command: list[str], address: str, moment: int) -> bool:
    """Kill a run after so many requests; whether it was not at its end before."""
    before = all_asked(address).total()
    process = start(command)
    while process.poll() is None and all_asked(address).total() - before < moment:
        time.sleep(0.01)
    was_killed = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return was_killed


def _command(folder: Path, run: int) -> list[str]:
    files = ["--sources", folder / "sources", "--ledger", folder / "press.ledger", "-o", folder / "out.jsonl"]
    return [sys.executable, "-c", RUN, str(run * 900), "crawl", *map(str, files)]


def _write_source(folder: Path, address: str, pages: int) -> None:
    sections = [f"{address}/section/{number}/0" for number in range(SECTIONS)]
    lists = {"sitemaps": [f"{address}/index"], "sections": sections, "pages": pages // (IN_SECTION * SECTIONS) + 2}
    more = {"article_urls": ["/article/"], "revisits": [], "delay": 0}
    values = {"name": "notices", "home": f"{address}/", **lists, **more}
    (folder / "sources").mkdir()
    text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
    (folder / "sources/notices.toml").write_text(text)


TREES: dict[str, Callable[[int, int, int], list[str]]] = {
    "a tree of lists": lambda *of: tree(*of, "plain"),
    "a tree of lists, 304 at every place that has been read": lambda *of: tree(*of, "304"),
    "a tree of lists, 503 at every place the first two times, then 304": lambda *of: tree(*of, "503-304"),
}
TREE_HEAD = ["what is crawled", "kills", "runs", "lost", "twice", "broken lines", "last exit code", "time"]
TREE_TEXT = (
    "\n\nTrees: an index of indexes of sitemaps and sections of many pages, each run killed after a random number "
)
TREE_TEXT += "of requests, a quarter of an hour after the one before, and left alone in the end:\n\n"
