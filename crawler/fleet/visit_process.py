"""A process that makes visits, as the one that has forked it sees it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from crawler.fleet.page_being_read import PageBeingRead
from crawler.workers.time_limit import CpuLimit, cpu_time

FORK = multiprocessing.get_context("fork")
Make = Callable[[Connection, PageBeingRead], None]
"""Makes the visits that a pipe brings, pairs of a number and a :class:`Visit`, several at once, until the pipe ends.

It answers each with its number and its exit code, and notes which page it reads."""
_SENT = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Signals that come from outside, as where memory is short."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is to be made."""

    source: str
    digest: str
    folder: str
    """Folder with only the file of the source; empty if there is no file, and only records are to be written."""
    fatal: tuple[str, ...] = ()
    """URLs of pages that have killed its process."""
    suspects: tuple[str, ...] = ()
    """URLs of pages that were read when something killed it that may have been the page."""

    def after_crash(self, url: str, is_certain: bool, was_alone: bool) -> Visit | None:
        """Return the visit as it is to be made again after its process was killed; None if it has failed.

        ``url``: the page that was read then, empty if none was; ``is_certain``: whether that page, if any, has killed
        it; ``was_alone``: whether no other visit was made there.

        >>> Visit("daily", "", "").after_crash("https://daily.example/", is_certain=True, was_alone=True).fatal
        ('https://daily.example/',)
        """
        if url and (is_certain or url in self.suspects):
            others = tuple(suspect for suspect in self.suspects if suspect != url)
            return None if url in self.fatal else replace(self, fatal=(*self.fatal, url), suspects=others)
        if was_alone and (self.suspects or not url):
            return None
        return replace(self, suspects=(*self.suspects, url)) if url else self


@dataclass(slots=True, eq=False)
class VisitProcess:
    """A process that makes visits."""

    process: BaseProcess
    pipe: Connection
    page: PageBeingRead
    seconds: float
    """Limit of CPU time of a page that it cannot end itself."""
    visits: dict[int, Visit] = field(default_factory=dict)
    """Those that are under way, by number."""
    made: int = 0
    idle_since: float = field(default_factory=time.monotonic)
    ending: bool = False
    """Whether it gets no more visits."""
    was_stuck: bool = False
    """Whether it was killed because of its page."""
    _limit: CpuLimit | None = None
    _number: int = 0
    """That of the page that the limit is for."""
    _looked: float = 0.0

    def begin(self, number: int, visit: Visit) -> None:
        """Have a visit made."""
        self.visits[number] = visit
        self.made += 1
        with suppress(OSError):  # it has just ended, which its sentinel says
            self.pipe.send((number, visit))

    def answer(self) -> tuple[int, int] | None:
        """Return the number and the exit code of a visit that has ended; None if the process is ending."""
        try:
            number, code = self.pipe.recv()
        except (EOFError, OSError):
            self.ending = True
            self.pipe.close()
            return None
        del self.visits[number]
        self.idle_since = time.monotonic()
        return number, code

    def end(self) -> None:
        """Let it end when it has no visits."""
        self.ending = True
        if not self.visits:
            self.pipe.close()

    def kill_if_stuck(self) -> None:
        """Kill it if a page has used more than its CPU time, or none, for so long."""
        if not self.seconds or not self.page.url:
            self._limit = None
        elif self._limit is None or self._number != self.page.number:
            self._limit = CpuLimit(self.seconds, partial(cpu_time, self.process.pid or 0))
            self._number, self._looked = self.page.number, time.monotonic()
        elif time.monotonic() >= self._looked + self._limit.tick:
            self._looked = time.monotonic()
            if self._limit.over():
                self.was_stuck = True
                self.process.kill()

    @property
    def killed_itself(self) -> bool:
        """Whether it ended by what it did itself, as opposed to a signal that the system or a user sends."""
        return self.was_stuck or -(self.process.exitcode or 0) not in _SENT


def fork(make: Make, others: Sequence[Connection], seconds: float) -> VisitProcess:
    """Fork a process; ``others``: connections that it does not need."""
    ours, theirs = FORK.Pipe()
    page = PageBeingRead()
    process = FORK.Process(target=_become, args=([*others, ours], theirs, page, make), name="visits")
    process.start()
    theirs.close()
    return VisitProcess(process, ours, page, seconds)


def _become(others: Sequence[Connection], pipe: Connection, page: PageBeingRead, make: Make) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    for other in others:
        other.close()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    make(pipe, page)


def _end_with_parent() -> None:
    """End at once when the process that this one is forked from is gone."""
    parent = multiprocessing.parent_process()
    assert parent
    connection.wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGKILL)
