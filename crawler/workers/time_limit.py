"""Limit the CPU time of a page, for code that cannot check it."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_TICKS = 20
"""Number of readings of the CPU time until the limit."""
_MOST_TICK = 1.0
"""Most seconds between two readings."""
_IDLE = 0.01
"""CPU seconds below which a page makes no progress; more than the readings take."""


class OutOfTime(BaseException):
    """The limit is reached; not an ``Exception``, so that no handler catches it."""


class CpuLimit:
    """Limit of the CPU time of a page; call :meth:`over` every :attr:`tick` seconds.

    A page that is slow because the machine is busy does not reach it. A page that hangs uses no CPU time: it reaches
    the limit after as many ticks without any. Ticks are counted instead of time, so that a suspended machine or a
    stopped process is not taken for a page that hangs.
    """

    def __init__(self, seconds: float, cpu: Callable[[], float]) -> None:
        """``seconds``: the limit, above 0; ``cpu``: returns the CPU seconds used so far."""
        self.tick = min(_MOST_TICK, seconds / _TICKS)
        self._cpu, self._end = cpu, cpu() + seconds
        self._most_idle = seconds / self.tick
        self._seen, self._idle = self._end - seconds, 0

    def over(self) -> bool:
        """Read the CPU time, and return whether the limit is reached; it then stays so."""
        now = self._cpu()
        self._idle = self._idle + 1 if now - self._seen < _IDLE else 0
        self._seen = now if not self._idle else self._seen
        if self._idle >= self._most_idle:
            self._end = now
        return now >= self._end


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTime` in the block if it reaches a :class:`CpuLimit`; 0: no limit. Only for the main thread.

    It is raised again at every tick, because exceptions in destructors are lost.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return
    limit = CpuLimit(seconds, time.thread_time)

    def read(number: int, frame: FrameType | None) -> None:
        if limit.over():
            raise OutOfTime

    before = signal.signal(signal.SIGALRM, read)
    signal.setitimer(signal.ITIMER_REAL, limit.tick, limit.tick)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def cpu_time(process: int) -> float:
    """Return the CPU seconds of another process; if the system does not provide them, seconds of the clock.

    Linux has a clock for each process, whose id follows from the process id (clock_getcpuclockid(3)).
    """
    if sys.platform == "linux":
        try:
            return time.clock_gettime(~process << 3 | 2)
        except OSError:  # it has ended
            return 0.0
    return time.monotonic()
