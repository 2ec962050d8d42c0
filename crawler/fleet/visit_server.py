"""Processes that make visits, forked from one that has loaded everything and has no threads.

Each makes one visit after another, so that what it has learned, compiled and connected stays. It ends after some of
them, after one that failed in a way that may have left something behind, and when it has nothing to do.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from crawler.errors import EXIT_CODES

FORK = multiprocessing.get_context("fork")
MOST = 100
"""Visits of one process, which may grow with each."""
_IDLE = 5.0
"""Seconds after which a process without a visit ends, and its connection to the ledger with it."""
_SPOILT = (EXIT_CODES["bug"], 2, EXIT_CODES["unwritable"], EXIT_CODES["ledger"])
"""Exit codes of visits after which a process makes no other one."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is to be made."""

    source: str
    digest: str
    folder: str
    """Folder with only the file of the source; empty if there is no file, and only records are to be written."""


@dataclass(slots=True, eq=False)
class _Visitor:
    """A process that makes visits."""

    process: BaseProcess
    pipe: Connection
    number: int | None = None
    """That of the visit that is made now."""
    made: int = 0
    idle_since: float = 0.0
    ending: bool = False
    """Whether it gets no more visits."""

    @property
    def is_idle(self) -> bool:
        return self.number is None and not self.ending

    def end(self) -> None:
        """Let it end when it has no visit."""
        self.ending = True
        self.pipe.close()


def serve(pipe: Connection, theirs: Connection, make: Callable[[Connection], None]) -> None:
    """Have visits made, and answer each with its exit code, negative for a signal, until the worker is gone.

    ``pipe`` brings pairs of a number and a :class:`Visit`, and signals for all processes; ``theirs`` is its other end.
    ``make``: makes the visits that its pipe brings, and answers each with its exit code; it may exit with that instead.
    """
    os.setpgid(0, 0)  # the worker handles Ctrl-C, and stops its visits
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    theirs.close()
    _Server(pipe, make).run()


class _Server:
    def __init__(self, pipe: Connection, make: Callable[[Connection], None]) -> None:
        self._pipe, self._make = pipe, make
        self._visitors: list[_Visitor] = []

    def run(self) -> None:
        while True:
            pipes = [visitor.pipe for visitor in self._visitors if not visitor.ending]
            sentinels = [visitor.process.sentinel for visitor in self._visitors]
            ready = connection.wait([self._pipe, *pipes, *sentinels], _IDLE if pipes else None)
            for visitor in list(self._visitors):
                if visitor.pipe in ready and not visitor.ending:
                    self._answered(visitor)
                if visitor.process.sentinel in ready:
                    self._gone(visitor)
                elif visitor.is_idle and time.monotonic() >= visitor.idle_since + _IDLE:
                    visitor.end()
            if self._pipe in ready and not self._obey():
                return

    def _answered(self, visitor: _Visitor) -> None:
        try:
            code = visitor.pipe.recv()
        except (EOFError, OSError):  # it is ending
            visitor.end()
            return
        self._pipe.send((visitor.number, code))
        visitor.number, visitor.idle_since = None, time.monotonic()
        visitor.made += 1
        if visitor.made >= MOST or code in _SPOILT:
            visitor.end()

    def _gone(self, visitor: _Visitor) -> None:
        visitor.process.join()
        self._visitors.remove(visitor)
        visitor.pipe.close()
        if visitor.number is not None:
            self._pipe.send((visitor.number, visitor.process.exitcode))

    def _obey(self) -> bool:
        """Have a visit made, or send a signal to all; return False, when all are killed, if the worker is gone."""
        try:
            message = self._pipe.recv()
        except (EOFError, OSError):
            message = None
        if isinstance(message, tuple):
            self._hand_out(*message)
            return True
        for visitor in self._visitors:
            with suppress(ProcessLookupError):
                os.kill(visitor.process.pid or 0, message or signal.SIGKILL)
        return message is not None

    def _hand_out(self, number: int, visit: Visit) -> None:
        visitor = next((visitor for visitor in self._visitors if visitor.is_idle), None) or self._fork()
        visitor.number = number
        with suppress(OSError):  # it has just ended, which its sentinel says
            visitor.pipe.send(visit)

    def _fork(self) -> _Visitor:
        ours, theirs = FORK.Pipe()
        others = [self._pipe, ours, *(visitor.pipe for visitor in self._visitors)]
        process = FORK.Process(target=_become, args=(others, theirs, self._make), name="visitor")
        process.start()
        theirs.close()
        self._visitors.append(_Visitor(process, ours))
        return self._visitors[-1]


def _become(others: list[Connection], pipe: Connection, make: Callable[[Connection], None]) -> None:
    for other in others:
        other.close()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    make(pipe)


def _end_with_parent() -> None:
    """End at once when the process that this one is forked from is gone."""
    parent = multiprocessing.parent_process()
    assert parent
    connection.wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
