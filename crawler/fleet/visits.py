"""Visits in processes of their own, forked from one that has loaded everything and has no threads."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeAlias

from crawler.fleet.visited_source import VisitedSource

_FORK = multiprocessing.get_context("fork")
_Running: TypeAlias = dict[int, tuple[int, BaseProcess]]
"""By sentinel: the number of a visit, and its process."""


@dataclass(frozen=True, slots=True)
class Visit:
    """The arguments of the process of a visit."""

    source: str
    digest: str
    folder: str
    """Folder with only the file of the source; empty if there is no file, and only records are to be written."""


class ServerGone(Exception):
    """The process that visits are forked from is gone, and they are with it."""


class Visits:
    """The visits of a worker that are under way. They end with the worker, however that ends."""

    def __init__(self, run: Callable[[Visit], None]) -> None:
        """``run``: makes a visit, and exits with its code. Call this before any thread is started."""
        self._pipe, theirs = _FORK.Pipe()
        self._server = _FORK.Process(target=_serve, args=(theirs, self._pipe, run), name="visits")
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


def _serve(pipe: Connection, theirs: Connection, run: Callable[[Visit], None]) -> None:
    """Fork a process for each visit, and answer with its exit code, until the worker is gone."""
    os.setpgid(0, 0)  # the worker handles Ctrl-C, and stops its visits
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    theirs.close()
    running: _Running = {}
    while True:
        for ready in connection.wait([pipe, *running]):
            if isinstance(ready, int):
                number, visit = running.pop(ready)
                visit.join()
                pipe.send((number, visit.exitcode))
            elif not _obey(pipe, running, run):
                return


def _obey(pipe: Connection, running: _Running, run: Callable[[Visit], None]) -> bool:
    """Begin a visit, or send a signal to all; return False, when all are killed, if the worker is gone."""
    try:
        message = pipe.recv()
    except (EOFError, OSError):
        message = None
    if isinstance(message, tuple):
        process = _FORK.Process(target=_become, args=(pipe, run, message[1]), name=f"visit of {message[1].source}")
        process.start()
        running[process.sentinel] = message[0], process
        return True
    for _, visit in running.values():
        with suppress(ProcessLookupError):
            os.kill(visit.pid or 0, message or signal.SIGKILL)
    return message is not None


def _become(pipe: Connection, run: Callable[[Visit], None], visit: Visit) -> None:
    pipe.close()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    run(visit)


def _end_with_parent() -> None:
    """End at once when the process that this one is forked from is gone."""
    parent = multiprocessing.parent_process()
    assert parent
    connection.wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
