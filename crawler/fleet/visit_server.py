"""Forks the processes that make the visits of a worker, from one that has loaded everything and has no threads.

Each makes several visits at once, and others after them, so that what it has learned, compiled and connected stays. It
ends after some of them, after one that failed in a way that may have left something behind, and when it has nothing to
do. If a page kills it, its visits are made again without that page. If nobody knows what has killed it, they are made
again by two processes, half of them each, and so on: in the end the one that kills its process is alone there.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing import connection
from multiprocessing.connection import Connection

from crawler.errors import EXIT_CODES
from crawler.fleet.visit_process import Make, Visit, VisitProcess, fork

MOST = 200
"""Visits of one process, which may grow with each."""
_IDLE = 5.0
"""Seconds after which a process without a visit ends, and its connection to the ledger with it."""
_LOOK = 1.0
"""Seconds between two checks for pages that take too long."""
_SPOILT = (EXIT_CODES["bug"], 2, EXIT_CODES["unwritable"], EXIT_CODES["ledger"])
"""Exit codes of visits after which a process makes no other one."""


def serve(pipe: Connection, theirs: Connection, make: Make, processes: int, seconds: float) -> None:
    """Have visits made, and answer each with its exit code, negative for a signal, until the worker is gone.

    ``pipe`` brings pairs of a number and a :class:`crawler.fleet.visit_process.Visit`, and signals for all processes;
    ``theirs`` is its other end. ``processes``: the most that get visits; ``seconds``: CPU time of a page after which
    its process is killed, 0 for no limit.
    """
    os.setpgid(0, 0)  # the worker handles signals, and stops its visits, also if all its processes are sent one
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    theirs.close()
    _Server(pipe, make, processes, seconds).run()


class _Server:
    def __init__(self, pipe: Connection, make: Make, processes: int, seconds: float) -> None:
        self._pipe, self._make, self._most, self._seconds = pipe, make, processes, seconds
        self._processes: list[VisitProcess] = []
        self._is_stopping = False

    def run(self) -> None:
        while True:
            pipes = [process.pipe for process in self._processes if not process.pipe.closed]
            sentinels = [process.process.sentinel for process in self._processes]
            ready = connection.wait([self._pipe, *pipes, *sentinels], _LOOK if self._processes else None)
            for process in list(self._processes):
                self._look_after(process, ready)
            if self._pipe in ready and not self._obey():
                self._delete_folders()
                return

    def _look_after(self, process: VisitProcess, ready: Sequence[object]) -> None:
        if process.pipe in ready:
            self._pass_on_answers(process)
        if process.process.sentinel in ready:
            self._gone(process)
            return
        process.kill_if_stuck()
        is_idle = not process.visits and time.monotonic() >= process.idle_since + _IDLE
        if process.ending or is_idle:
            process.end()

    def _pass_on_answers(self, process: VisitProcess) -> None:
        while not process.pipe.closed and process.pipe.poll() and (answer := process.answer()):
            self._answer(*answer)
            process.ending |= answer[1] in _SPOILT

    def _answer(self, number: int, code: int) -> None:
        with suppress(OSError):  # the worker is gone, which is noticed next
            self._pipe.send((number, code))

    def _gone(self, process: VisitProcess) -> None:
        process.process.join()
        self._pass_on_answers(process)
        self._processes.remove(process)
        process.pipe.close()
        url, is_certain, was_alone = process.page.url, process.killed_itself, len(process.visits) == 1
        process.page.close()
        again: list[tuple[int, Visit]] = []
        for number, visit in process.visits.items():
            if not self._is_stopping and (changed := visit.after_crash(url, is_certain, was_alone)):
                again.append((number, changed))
            else:
                self._answer(number, process.process.exitcode or 0)
        if url and is_certain:
            for number, visit in again:
                self._hand_out(number, visit)
        else:
            self._make_apart(again[::2])
            self._make_apart(again[1::2])

    def _obey(self) -> bool:
        """Have a visit made, or send a signal to all; return False, when all are killed, if the worker is gone."""
        try:
            message = self._pipe.recv()
        except (EOFError, OSError):
            message = None
        if isinstance(message, tuple):
            if self._is_stopping:  # it was on its way when the worker was told to stop
                self._answer(message[0], -signal.SIGTERM)
            else:
                self._hand_out(*message)
            return True
        self._is_stopping = True
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.kill(process.process.pid or 0, message or signal.SIGKILL)
        return message is not None

    def _delete_folders(self) -> None:
        """Delete the folders of visits that the worker, which is gone, has left."""
        for process in self._processes:
            for visit in process.visits.values():
                shutil.rmtree(visit.folder or "\0", ignore_errors=True)

    def _hand_out(self, number: int, visit: Visit) -> None:
        """Have a visit made by the process with the fewest, or by a new one."""
        free = [process for process in self._processes if not process.ending]
        process = min(free, key=lambda process: len(process.visits), default=None)
        if process is None or (process.visits and len(free) < self._most):
            process = self._fork()
        process.begin(number, visit)
        process.ending |= process.made >= MOST

    def _make_apart(self, visits: Sequence[tuple[int, Visit]]) -> None:
        """Have visits made by a process that gets no others."""
        if visits:
            process = self._fork()
            process.ending = True
            for number, visit in visits:
                process.begin(number, visit)

    def _fork(self) -> VisitProcess:
        process = fork(self._make, [self._pipe, *(other.pipe for other in self._processes)], self._seconds)
        self._processes.append(process)
        return process
