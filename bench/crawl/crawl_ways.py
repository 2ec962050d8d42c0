"""The crawls that bench/crawl/run compares, and what is not a crawl of the site: stored pages, and the start."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from crawl_run import Way, environment
from crawl_site import ROOT, load, write_warc
from scrapy.settings import default_settings

COPYDESK = [sys.executable, "-m", "crawler.cli"]


def _scrapy(way: str, settings: dict[str, Any], module: str = "") -> Way:
    script = str(ROOT / "bench" / "crawl_run.py")
    return lambda inputs, output: [sys.executable, script, way, str(inputs), str(output), json.dumps(settings), module]


def bare() -> Way:
    """Scrapy's default settings; only downloads."""
    return _scrapy("bare", {})


def usual() -> Way:
    """Scrapy's default settings; trafilatura in the callback."""
    return _scrapy("trafilatura", {})


def ours() -> Way:
    """Whole records into a file."""
    return lambda inputs, output: [*COPYDESK, "fetch", "--input", str(inputs), "-o", str(output)]


def with_our_settings(changed: dict[str, Any]) -> Way:
    """Our settings but for these; only downloads."""
    return _scrapy("bare", {"LOG_ENABLED": False, **changed}, "crawler.settings")


_MIDDLEWARES = "scrapy.downloadermiddlewares"
_OURS = "DOWNLOADER_MIDDLEWARES"
LEAN: dict[str, dict[str, Any]] = {
    "CONCURRENT_ITEMS is 100": {"CONCURRENT_ITEMS": 100},
    "CONCURRENT_ITEMS is 4": {"CONCURRENT_ITEMS": 4},
    "the log is on, at DEBUG": {"LOG_ENABLED": True},
    "the log is on, at INFO": {"LOG_ENABLED": True, "LOG_LEVEL": "INFO"},
    "cookies are kept": {"COOKIES_ENABLED": True, _OURS: {f"{_MIDDLEWARES}.cookies.CookiesMiddleware": 700}},
    "referers are sent": {"REFERER_ENABLED": True},
    "offsite links, authentication and depth are not looked at": {
        _OURS: {f"{_MIDDLEWARES}.offsite.OffsiteMiddleware": None, f"{_MIDDLEWARES}.httpauth.HttpAuthMiddleware": None},
        "SPIDER_MIDDLEWARES": {"scrapy.spidermiddlewares.depth.DepthMiddleware": None},
    },
    "meta refresh decodes each page": {_OURS: {f"{_MIDDLEWARES}.redirect.MetaRefreshMiddleware": 580}},
    "refreshes are not followed": {"METAREFRESH_ENABLED": False},
    "statistics are kept by Scrapy": {"STATS_CLASS": "scrapy.statscollectors.MemoryStatsCollector"},
    "statistics are not kept": {"STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector"},
    "addresses are compared by Scrapy": {"DUPEFILTER_CLASS": "scrapy.dupefilters.RFPDupeFilter"},
    "addresses are not compared": {"DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter"},
    "robots.txt is not asked for": {_OURS: {"crawler.middlewares.robots.Robots": None}},
    "TDMRep's file is not asked for": {_OURS: {"crawler.middlewares.tdmrep.TdmRep": None}},
    "addresses are not guarded": {
        _OURS: {"crawler.middlewares.guard.Guard": None}, "TWISTED_DNS_RESOLVER": default_settings.TWISTED_DNS_RESOLVER,
    },
    "8 requests to a site at once instead of 2": {"CONCURRENT_REQUESTS_PER_DOMAIN": 8},
    "32 requests at once instead of 16": {"CONCURRENT_REQUESTS": 32},
}  # fmt: skip


def archive(rounds: int) -> list[list[str]]:
    """Pages per second of stored pages, from the first record to the last."""
    with tempfile.TemporaryDirectory(prefix="crawl-") as folder:
        path = Path(folder) / "pages.warc.gz"
        pages = load()
        write_warc(path, pages * max(1, 500 // len(pages)))
        found = [[_extract(path, count) for count in (0, 1, 2)] for _ in range(rounds)]
    by_two, by_one = (statistics.median(row[2] / row[i] for row in found) for i in (0, 1))
    rates = ", ".join(f"{statistics.median(column):.0f}" for column in zip(*found, strict=True))
    return [
        ["`extract` of a WARC, pages per second, `--workers 2` ÷ 0 (one process)", f"{by_two:.2f}", "1.7, aim 1.9"],
        ["… `--workers 2` ÷ 1", f"{by_one:.2f}", ""],
        ["… pages per second with 0, 1 and 2", rates, ""],
    ]  # fmt: skip


def _extract(path: Path, workers: int) -> float:
    command = [*COPYDESK, "extract", "--workers", str(workers), str(path)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    lines, first = 0, 0.0
    while data := os.read(process.stdout.fileno(), 1 << 20):
        first = first or time.monotonic()
        lines += data.count(b"\n")
    seconds = time.monotonic() - first
    process.wait()
    return lines / seconds


def start(rounds: int) -> list[list[str]]:
    """Wall and CPU seconds of what a user waits for."""
    from crawler.demo import served

    with served() as urls:
        commands = {"`copydesk --help`": ["--help"], "`copydesk fetch` of one page": ["fetch", urls[0]]}
        rows = []
        for (name, arguments), required in zip(commands.items(), ("0.3 s", "1.2 s"), strict=True):
            times = [_timed([*COPYDESK, *arguments]) for _ in range(rounds)]
            wall, cpu = min(t[0] for t in times), min(t[1] for t in times)
            rows.append([f"{name}, wall (CPU)", f"{wall:.2f} s ({cpu:.2f} s)", required])
        return rows


def _timed(command: list[str]) -> tuple[float, float]:
    before, began = os.times(), time.monotonic()
    subprocess.run(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - began, cpu
