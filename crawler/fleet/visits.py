"""The visits of a worker, as the worker sees them: made by processes below :mod:`crawler.fleet.visit_server`."""

from __future__ import annotations

import asyncio
import shutil
import signal
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

from crawler.fleet.visit_process import FORK, Make, Visit
from crawler.fleet.visit_server import serve
from crawler.fleet.visited_source import VisitedSource


class ServerGone(Exception):
    """The process that visits are forked from is gone, and they are with it."""


class Visits:
    """The visits of a worker that are under way. They end with the worker, however that ends."""

    def __init__(self, make: Make, processes: int, seconds: float) -> None:
        """See :func:`crawler.fleet.visit_server.serve`. Call this before any thread is started."""
        self._pipe, theirs = FORK.Pipe()
        arguments = (theirs, self._pipe, make, processes, seconds)
        self._server = FORK.Process(target=serve, args=arguments, name="visit-server")
        self._server.start()
        theirs.close()
        self._numbers, self._ends = count(), dict[int, asyncio.Future[int]]()

    async def make(self, source: str, read: tuple[VisitedSource, bytes] | None) -> int:
        """Make a visit; return its exit code, negative for a signal. Raises :class:`ServerGone`.

        ``read``: the source and its TOML text; None if only records are to be written.
        """
        folder = tempfile.mkdtemp(prefix="copydesk-visit-") if read else ""
        try:
            if read:
                Path(folder, f"{source}.toml").write_bytes(read[1])
            return await self._begin(Visit(source, read[0].digest if read else "", folder))
        finally:
            shutil.rmtree(folder or "\0", ignore_errors=True)

    async def _begin(self, visit: Visit) -> int:
        loop, number = asyncio.get_running_loop(), next(self._numbers)
        if not self._ends:
            loop.add_reader(self._pipe.fileno(), self._ended)
        self._ends[number] = loop.create_future()
        self._send((number, visit))
        try:
            return await self._ends[number]
        finally:
            del self._ends[number]
            if not self._ends:
                loop.remove_reader(self._pipe.fileno())

    def _ended(self) -> None:
        try:
            number, code = self._pipe.recv()
        except (EOFError, OSError):
            for end in self._ends.values():
                if not end.done():
                    end.set_exception(ServerGone())
            return
        if number in self._ends and not self._ends[number].done():
            self._ends[number].set_result(code)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> None:
        """Stop all visits after the pages in progress; the rest stays pending."""
        self._send(number)

    def close(self) -> None:
        """End the process that visits are forked from, and visits that are left."""
        self._pipe.close()
        self._server.join()

    def _send(self, message: object) -> None:
        with suppress(OSError):  # the code that waits for it notices its end
            self._pipe.send(message)
