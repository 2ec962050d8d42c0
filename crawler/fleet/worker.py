"""A worker: it makes the visits that are due, together with all other workers of its ledger."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from crawler.errors import EXIT_CODES, INTERRUPTED, unwritable
from crawler.fleet.deferring import Deferring
from crawler.fleet.health import WorkerHealth
from crawler.fleet.options import Options
from crawler.fleet.queue import Queue, create_all_tables
from crawler.fleet.reach import LOST, Reach, handle_unawaited
from crawler.fleet.source_files import SourceFiles
from crawler.fleet.source_rows import SourceRows
from crawler.fleet.visited_source import VisitedSources
from crawler.fleet.visits import ServerGone, Visits
from crawler.ledger.errors import LedgerError
from crawler.ledger.postgres.errors import is_lost
from crawler.ledger.registry import display_name, open_shared_ledger

_POLL = 15.0
"""Seconds between checks for jobs without a notification, such as those that waited for a host."""
_DRAIN_POLL, _DRAIN_REST = 0.5, 10
"""Seconds between checks of a worker that drains; how many times as long as a check takes, if that is more."""
_SOON = 0.2
"""Seconds after which the end of a visit has been stored."""
_PUT_OFF = 300
"""Seconds after which a source whose visit crashed is visited again."""


class Worker:
    """Makes visits until it is stopped, or nothing is due. ``say``: prints a message."""

    def __init__(self, options: Options, visits: Visits, say: Callable[[str], None]) -> None:
        self._options, self._visits, self._say = options, visits, say
        self._sources: VisitedSources = SourceFiles(Path(options.sources)) if options.sources else self._rows()
        self._code = 0
        self._reach = Reach(display_name(options.ledger), say)
        self._visited: set[str] = set()
        """Sources that are visited now."""
        self._stopping = False
        self._failed: set[str] = set()
        """Sources whose visits crashed, in a worker that drains."""
        self._deferring = Deferring(self._sources, self._failed, say)
        self._main: asyncio.Task[None] | None = None

    async def run(self) -> int:
        """Work; return the exit code.

        :raises LedgerError: if the ledger cannot be opened.
        """
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(handle_unawaited)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._told_to_stop)
        await self._create_tables()
        health = WorkerHealth(self._options.ledger, lambda: self._visited)
        if self._options.health:
            await health.server.start(self._options.health)
        while not self._stopping:
            try:
                await self._work()
            except LOST as error:
                await self._wait_for_ledger(error)
        health.server.close()
        return self._code

    async def _create_tables(self) -> None:
        """Create the tables when the server can be reached."""
        while not self._stopping:
            try:
                return create_all_tables(self._options.ledger)
            except LedgerError as error:
                if not (isinstance(error.__cause__, psycopg.Error) and is_lost(error.__cause__)):
                    raise
                await self._wait_for_ledger(error)

    async def _wait_for_ledger(self, error: Exception) -> None:
        """Wait a moment before the next attempt to reach the ledger, or end the worker if it has been lost for long."""
        if self._stopping:
            return
        if self._reach.lost(error):
            await asyncio.sleep(1)
        else:
            self._end(EXIT_CODES["ledger"])

    async def _work(self) -> None:
        """Work with one connection to the queue, until it is lost or the worker is to stop."""
        options = self._options
        self._queue = Queue(options.ledger, self._visit, self._defer, options.every)
        async with self._queue.app.open_async():
            self._main = asyncio.ensure_future(
                self._queue.app.run_worker_async(
                    queues=[self._queue.name],
                    concurrency=options.visits,
                    fetch_job_polling_interval=_POLL,
                    abort_job_polling_interval=3_600,
                    delete_jobs="always",
                    install_signal_handlers=False,
                    update_heartbeat_interval=options.stalled / 3,
                    stalled_worker_timeout=options.stalled,
                )
            )
            watch = asyncio.ensure_future(self._drain() if options.drain else self._begin())
            try:
                await asyncio.wait([self._main, watch], return_when=asyncio.FIRST_COMPLETED)
                if watch.done() and not options.drain and not watch.exception():
                    await asyncio.wait([self._main])
            finally:
                watch.cancel()
                self._main.cancel()
                results = await asyncio.gather(self._main, watch, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    def _rows(self) -> SourceRows:
        async def query(statement: str, **values: object) -> list[dict[str, Any]]:
            return list(await self._queue.app.connector.execute_query_all_async(statement, **values))

        return SourceRows(query, display_name(self._options.ledger))

    async def _begin(self) -> None:
        """Check for due sources at once, since a new fleet would be idle for its first period."""
        await self._defer()

    async def _drain(self) -> None:
        """Defer due sources until nothing is due, and no worker has a job in progress."""
        while not self._stopping:
            begun = time.monotonic()
            if not await self._defer():
                self._end(self._code)
                return
            await asyncio.sleep(max(_DRAIN_POLL, _DRAIN_REST * (time.monotonic() - begun)))

    async def _defer(self) -> bool:
        """Defer the visits that are due; return whether any is due or under way.

        A worker of an older version ends when a newer one has migrated the ledger.
        """
        try:
            is_any = await self._deferring.defer(self._queue, self._options.stalled)
        except LedgerError as error:
            if error.kind != "newer":
                raise
            self._say(str(error))
            self._end(EXIT_CODES["ledger"])
            return False
        self._reach.reached()
        return is_any

    async def _visit(self, source: str, crawl: bool) -> None:
        """Visit a source, or only write its records."""
        if self._stopping:
            return
        self._visited.add(source)
        try:
            code = await self._visits.make(source, await self._sources.read(source) if crawl else None)
        except ServerGone:
            self._fail("The process that makes the visits is gone.", EXIT_CODES["crash"])
            return
        except OSError as error:  # no temporary file can be written
            self._fail(unwritable(str(error.filename), error).message, EXIT_CODES["unwritable"])
            return
        finally:
            self._visited.discard(source)
        asyncio.get_running_loop().call_later(_SOON, self._wake)
        if code == EXIT_CODES["unwritable"]:
            self._end(code)
        elif code < 0 or code in (EXIT_CODES["bug"], EXIT_CODES["ledger"], 2):
            await self._crashed(source, code)

    def _wake(self) -> None:
        """Notify all workers that a host is free."""
        self._waking = asyncio.ensure_future(self._queue.wake())

    async def _crashed(self, source: str, code: int) -> None:
        if self._stopping:
            return
        self._say(f"The visit of {source} ended with {code}; it is made again in {_PUT_OFF // 60} minutes.")
        await asyncio.to_thread(_put_off, self._options.ledger, source)
        if self._options.drain:
            self._failed.add(source)
            self._code = self._code or (EXIT_CODES["crash"] if code < 0 else code)

    def _fail(self, sentence: str, code: int) -> None:
        """End the worker, and say why; all its visits may find the same."""
        if not self._stopping:
            self._say(sentence)
        self._end(code)

    def _told_to_stop(self) -> None:
        if self._stopping:
            self._visits.stop(signal.SIGKILL)
            os._exit(INTERRUPTED)
        self._end(0)

    def _end(self, code: int) -> None:
        """Stop the worker after the pages in progress; the rest of its visits stays due."""
        if self._stopping:
            return
        self._stopping, self._code = True, code
        self._visits.stop()
        asyncio.get_running_loop().call_later(self._options.stop_within, self._visits.stop, signal.SIGKILL)
        if self._main:
            self._main.cancel()


def _put_off(url: str, source: str) -> None:
    with closing(open_shared_ledger(url)) as ledger:
        ledger.put_off(source, int(ledger.time()) + _PUT_OFF)
