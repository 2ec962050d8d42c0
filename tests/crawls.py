"""Crawls over a ledger as tests run them, each in a process of its own, at any time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crawler.cli.feeds import ledger_settings
from crawler.cli.run import run
from tests.command import Done
from tests.forked import run_forked


def crawl(
    folder: Path, *urls: str, time: int = 1000, name: str = "out.jsonl", file_limit: int = 0, **settings: Any
) -> Done:
    """Fetch addresses into a file of ``folder``, over its ledger."""
    settings = {"RETRY_TIMES": 1, **settings}
    return _crawl(folder, "url", name, settings, {"urls": urls}, file_limit, time)


def crawl_lists(folder: Path, *lists: str, time: int = 1000, only_due: bool = False, schedule: str = "") -> Done:
    """Fetch what lists of links have (:mod:`tests.feedspider`)."""
    (folder / "lists").write_text("".join(f"{url}\t{schedule}\n" for url in lists))
    settings = {"SPIDER_MODULES": ["tests.feedspider"], "COPYDESK_ONLY_DUE": only_due}
    return _crawl(folder, "lists", "out.jsonl", settings, {"lists": str(folder / "lists")}, 0, time)


def crawl_sources(folder: Path, time: int, due: bool = True, **settings: Any) -> Done:
    """Crawl the sources of ``folder/sources``."""
    usual = {"COPYDESK_ONLY_DUE": due, "COPYDESK_ALLOW_HOSTS": ["127.0.0.1"], "RETRY_TIMES": 0, "DOWNLOAD_DELAY": 0}
    settings = {**usual, **settings}
    return _crawl(folder, "source", "out.jsonl", settings, {"sources": str(folder / "sources")}, 0, time)


def _crawl(
    folder: Path, spider: str, name: str, settings: dict[str, Any], arguments: dict[str, Any], limit: int, time: int
) -> Done:
    values = [spider, str(folder / "ledger.db"), str(folder / name), settings, arguments]
    return run_forked("tests.crawls:begin", *values, file_limit=limit, TEST_TIME=str(time))


def begin(spider: str, ledger: str, output: str, settings: dict[str, Any], arguments: dict[str, Any]) -> int:
    """The crawl itself."""
    chosen = {"output": output, "form": None, "errors": "", "progress": False, "verbose": False}
    usual = {"COPYDESK_CLOCK": "tests.clock.now", "COPYDESK_RETRY_DELAY": 0, "DOWNLOAD_TIMEOUT": 2}
    return run(spider, chosen, {**usual, **settings, **ledger_settings(ledger, "", chosen)}, **arguments)
