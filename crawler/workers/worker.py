"""One worker process, as the crawl sees it."""

from __future__ import annotations

import asyncio
import os
import pickle
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, cast

from crawler.workers.job import Answer, Job, Step
from crawler.workers.protocol import READY, take_answers
from crawler.workers.time_limit import CpuLimit, cpu_time

AT_ONCE = 2
"""Jobs that a worker holds: one that it reads, and the next, so that it need not wait for it."""
_ROOM = 1 << 20
"""Bytes that the socket takes at once, as far as the system allows: most pages go over in one piece."""
_GRACE = 2.0
"""CPU seconds after the limit in which a worker may still say by itself that a page takes too long."""
_START = "import sys; sys.path[:] = {path!r}; from crawler.workers.main import main; main({number}, {parent})"


class Asked(NamedTuple):
    """A job, and who waits for its answer."""

    job: Job
    answer: asyncio.Future[Answer]


class Worker(asyncio.Protocol):
    """Hands jobs to a process and takes its answers, which come in the order of the jobs."""

    def __init__(self, steps: Callable[[], Sequence[Step]], seconds: float, changed: Callable[[Worker], None]) -> None:
        """``seconds``: CPU time of a page at most; ``changed`` is called when it can take more, or has ended."""
        self.jobs: deque[Asked] = deque()
        self.ready = self.ended = self.late = False
        self._steps, self._seconds, self._changed = steps, seconds, changed
        self._transport: asyncio.Transport | None = None
        self._clock: asyncio.TimerHandle | None = None
        self._data = bytearray()
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ROOM)
        with theirs:
            self._process = _spawn(theirs.fileno())
        self._connecting = asyncio.ensure_future(asyncio.get_running_loop().create_connection(lambda: self, sock=ours))

    def ask(self, asked: Asked) -> None:
        """Hand a job over; it is read when the ones before are, and when the process has loaded what it needs."""
        self.jobs.append(asked)
        if self._transport:
            self._transport.write(pickle.dumps(asked.job, pickle.HIGHEST_PROTOCOL))
        if len(self.jobs) == 1:
            self._set_clock()

    def end(self) -> None:
        """Kill the process, which has nothing to lose, and wait for that."""
        self.ended = True
        self._process.kill()
        self._process.wait()
        if self._transport:
            self._transport.abort()
        self._set_clock()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The way to the process is open."""
        self._transport = cast(asyncio.Transport, transport)
        begin = pickle.dumps((self._steps(), self._seconds))
        self._transport.writelines([begin, *(pickle.dumps(asked.job) for asked in self.jobs)])

    def data_received(self, data: bytes) -> None:
        """Take answers out of what the process says."""
        self._data += data
        if not self.ready and self._data.startswith(READY):
            self.ready = True
            del self._data[: len(READY)]
            self._set_clock()
        if self.ready:
            for answer in take_answers(self._data):
                self._take(answer)

    def connection_lost(self, error: Exception | None) -> None:
        """The process has ended, by itself or by :meth:`end`."""
        if not self.ended:
            self.end()
            self._changed(self)

    def _take(self, answer: Answer) -> None:
        asked = self.jobs.popleft()
        self._set_clock()
        if not asked.answer.done():
            asked.answer.set_result(answer)
        self._changed(self)

    def _set_clock(self) -> None:
        """Give the page that is being read its time."""
        if self._clock:
            self._clock.cancel()
        self._clock = None
        if self.jobs and self.ready and not self.ended and self._seconds:
            self._watch(CpuLimit(self._seconds + _GRACE, partial(cpu_time, self._process.pid)))

    def _watch(self, limit: CpuLimit) -> None:
        """Kill the process when the limit is reached, else look again a little later."""
        if limit.over():
            self.late = True
            self._process.kill()
        else:
            self._clock = asyncio.get_running_loop().call_later(limit.tick, self._watch, limit)


def _spawn(number: int) -> subprocess.Popen[bytes]:
    """A new interpreter, with the same path: nothing of this process gets into it, and it is safe beside threads."""
    code = _START.format(path=sys.path, number=number, parent=os.getpid())
    errors = None if sys.flags.dev_mode else subprocess.DEVNULL
    command = [sys.executable, "-c", code]
    return subprocess.Popen(
        command, pass_fds=[number], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
    )
