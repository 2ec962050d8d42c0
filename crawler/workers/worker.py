"""The crawl's side of a worker process."""

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
"""Jobs of a worker at once: the current one and the next, so that it does not wait."""
_ROOM = 1 << 20
"""Buffer size of the socket, so that most pages are sent at once."""
_GRACE = 2.0
"""CPU seconds after the limit in which a worker may still report it itself."""
_START = "import sys; sys.path[:] = {path!r}; from crawler.workers.main import main; main({number}, {parent})"


class PendingJob(NamedTuple):
    """A job and the future of its answer."""

    job: Job
    answer: asyncio.Future[Answer]


class Worker(asyncio.Protocol):
    """Sends jobs to a process and receives the answers, in the order of the jobs."""

    def __init__(self, steps: Callable[[], Sequence[Step]], seconds: float, changed: Callable[[Worker], None]) -> None:
        """``seconds``: CPU time limit of a page; ``changed``: called when it can take more jobs, or has ended."""
        self.jobs: deque[PendingJob] = deque()
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

    def ask(self, pending: PendingJob) -> None:
        """Send a job; it is read after the jobs before it, and when the process is ready."""
        self.jobs.append(pending)
        if self._transport:
            self._transport.write(pickle.dumps(pending.job, pickle.HIGHEST_PROTOCOL))
        if len(self.jobs) == 1:
            self._set_clock()

    def end(self) -> None:
        """Kill the process, which has no state to save, and wait for its end."""
        self.ended = True
        self._process.kill()
        self._process.wait()
        if self._transport:
            self._transport.abort()
        self._set_clock()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Store the transport to the process."""
        self._transport = cast(asyncio.Transport, transport)
        begin = pickle.dumps((self._steps(), self._seconds))
        self._transport.writelines([begin, *(pickle.dumps(pending.job) for pending in self.jobs)])

    def data_received(self, data: bytes) -> None:
        """Receive answers."""
        self._data += data
        if not self.ready and self._data.startswith(READY):
            self.ready = True
            del self._data[: len(READY)]
            self._set_clock()
        if self.ready:
            for answer in take_answers(self._data):
                self._take(answer)

    def connection_lost(self, error: Exception | None) -> None:
        """Handle the end of the process."""
        if not self.ended:
            self.end()
            self._changed(self)

    def _take(self, answer: Answer) -> None:
        pending = self.jobs.popleft()
        self._set_clock()
        if not pending.answer.done():
            pending.answer.set_result(answer)
        self._changed(self)

    def _set_clock(self) -> None:
        """Start the time limit of the current page."""
        if self._clock:
            self._clock.cancel()
        self._clock = None
        if self.jobs and self.ready and not self.ended and self._seconds:
            self._watch(CpuLimit(self._seconds + _GRACE, partial(cpu_time, self._process.pid)))

    def _watch(self, limit: CpuLimit) -> None:
        """Kill the process if the limit is reached, else check again a little later."""
        if limit.over():
            self.late = True
            self._process.kill()
        else:
            self._clock = asyncio.get_running_loop().call_later(limit.tick, self._watch, limit)


def _spawn(number: int) -> subprocess.Popen[bytes]:
    """Start a new interpreter with the same path; it shares nothing with this process, and is safe with threads."""
    code = _START.format(path=sys.path, number=number, parent=os.getpid())
    errors = None if sys.flags.dev_mode else subprocess.DEVNULL
    command = [sys.executable, "-c", code]
    return subprocess.Popen(
        command, pass_fds=[number], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors
    )
