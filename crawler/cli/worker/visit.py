"""The visits of sources that a worker makes, several at once in one process."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from crawler.errors import Kind, exit_code
from crawler.fleet.page_being_read import PageBeingRead
from crawler.fleet.visit_process import Visit
from crawler.fleet.watched_read import refuse, watch

_OUTPUT = {"output": "-", "form": "jsonl", "errors": "", "progress": False, "only_articles": False, "workers": 0}
_SPIDER = "source"
_OF_VISIT: tuple[Kind, ...] = ("unwritable", "foreign-package", "ledger")
"""Kinds of failures that no page has caused."""


@dataclass(frozen=True)
class VisitOptions:
    """The options of all visits of a worker; a call makes those that a pipe brings, until it ends."""

    ledger: str
    output: str
    settings: dict[str, Any]
    """Of the crawl, see :mod:`crawler.settings`."""
    visits: int
    """Most visits of a process at a time."""
    verbose: bool = False

    def __call__(self, pipe: Connection, page: PageBeingRead) -> None:
        """Make visits, several at once, see :data:`crawler.fleet.visit_process.Make`."""
        watch(page)
        _Visits(self, pipe).run()

    @property
    def output_options(self) -> dict[str, Any]:
        """The values of :func:`crawler.cli.options.output_options`."""
        return {**_OUTPUT, "verbose": self.verbose}

    @property
    def common_settings(self) -> dict[str, Any]:
        """The settings that all visits have in common."""
        return {
            **self.settings,
            "FEEDS": {},
            "LOG_INSTALL_ROOT_HANDLER": False,  # see crawler.report.logs.log_visits
            "REACTOR_THREADPOOL_MAXSIZE": self.visits,  # they look up names there, which may take long
            "COPYDESK_LEDGER": self.ledger,
            "COPYDESK_ONLY_DUE": True,
            "COPYDESK_READ": "crawler.fleet.watched_read.read",
            "COPYDESK_PUBLISHER": "crawler.fleet.segments.SegmentPublisher",
            "COPYDESK_SEGMENTS": self.output,
            "COPYDESK_VISIT_LEDGER": "crawler.ledger.postgres.kept.open_kept_ledger",
        }

    def settings_of(self, visit: Visit) -> dict[str, Any]:
        """Return the settings of one visit."""
        own = {"COPYDESK_SOURCES": visit.folder, "COPYDESK_VISIT": (visit.source, visit.digest)}
        return {**self.common_settings, **own}


class _Visits:
    """Makes visits in one event loop: what Scrapy and this program load, and the connection to the ledger, stay."""

    def __init__(self, options: VisitOptions, pipe: Connection) -> None:
        self._options, self._pipe = options, pipe
        self._under_way: dict[int, asyncio.Task[int]] = {}

    def run(self) -> None:
        from scrapy.crawler import AsyncCrawlerProcess

        from crawler.cli.run import prepare
        from crawler.report.logs import log_visits

        common = {**self._options.common_settings, "COPYDESK_SOURCES": ""}
        settings = prepare(_SPIDER, self._options.output_options, common)
        del settings["COPYDESK_SOURCES"]  # Scrapy would prefer those of the process to those of a visit
        self._process = AsyncCrawlerProcess(settings)
        log_visits(settings)
        self._spider = self._process.spider_loader.load(_SPIDER)
        asyncio.get_event_loop().add_reader(self._pipe.fileno(), self._take)
        self._process.start(stop_after_crawl=False)
        for number in [number for number, visit in self._under_way.items() if visit.done()]:
            self._answer(number)  # as the loop has ended before it could

    def _take(self) -> None:
        """Begin the visit that the pipe brings; end when the pipe has ended, which it does after the last visit."""
        try:
            number, visit = self._pipe.recv()
        except (EOFError, OSError):
            asyncio.get_event_loop().remove_reader(self._pipe.fileno())
            self._process._stop_reactor()
            return
        self._under_way[number] = asyncio.get_event_loop().create_task(self._make(visit))
        self._under_way[number].add_done_callback(lambda _: self._answer(number))

    def _answer(self, number: int) -> None:
        visit = self._under_way.pop(number)
        if not visit.cancelled():
            self._pipe.send((number, visit.result()))

    async def _make(self, visit: Visit) -> int:
        from crawler.report.logs import VISITED

        VISITED.set(visit.source)
        refuse(visit.fatal)
        try:
            return await self._crawl(visit) if visit.folder else publish(self._options, visit)
        except SystemExit as error:  # its files are wrong
            return error.code if isinstance(error.code, int) else 1
        except Exception:
            traceback.print_exc()
            return 1

    async def _crawl(self, visit: Visit) -> int:
        from scrapy.crawler import Crawler

        from crawler.cli.run import prepare, result
        from crawler.report.run_report import RunReport

        settings = prepare(_SPIDER, self._options.output_options, self._options.settings_of(visit))
        crawler = Crawler(self._spider, settings)
        crawl = self._process.crawl(crawler, name=visit.source, sources=visit.folder)
        await asyncio.wait([crawl])
        report = crawler.get_extension(RunReport)
        is_over = report is not None and report.reason == "finished"
        return code_of_visit(report.failures) if report and is_over else result(crawl, crawler)


def code_of_visit(kinds: Iterable[Kind]) -> int:
    """Return the exit code of a visit that is over: 0 if only pages have failed. ``kinds``: those of its failures.

    >>> code_of_visit(["bug", "http"]), code_of_visit(["bug", "unwritable"])
    (0, 3)
    """
    return exit_code(kind for kind in kinds if kind in _OF_VISIT)


def publish(options: VisitOptions, visit: Visit) -> int:
    """Write the remaining records of a source without a file."""
    from scrapy.settings import Settings

    from crawler.cli.failures import exit_with
    from crawler.errors import Failure, unwritable
    from crawler.fleet.segments import SegmentPublisher
    from crawler.ledger import LedgerError
    from crawler.ledger.postgres.kept import open_kept_ledger
    from crawler.ledger.shared import SourceLines

    try:
        ledger = open_kept_ledger(options.ledger)
        own = SourceLines(ledger, visit.source)
        SegmentPublisher(Settings(options.settings_of(visit)), own, ledger.time).finish()
    except OSError as error:
        exit_with([unwritable(options.output, error)])
    except LedgerError as error:
        exit_with([Failure(visit.source, "ledger", str(error))])
    return 0
