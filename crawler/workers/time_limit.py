"""A limit on the CPU time of a page, for code that does not look at the clock."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_TICKS = 20
"""How often the CPU time is read before the limit can be reached."""
_MOST_TICK = 1.0
"""Seconds between two readings at most."""
_IDLE = 0.01
"""CPU seconds below which a page has stood still: more than the readings themselves take."""


class OutOfTime(BaseException):
    """The limit has been reached; not an ``Exception``, so that no handler on the way keeps it."""


class CpuLimit:
    """Whether a page has had its CPU time, asked every :attr:`tick` seconds.

    On a busy machine a page takes long by the clock and is left alone. A page that waits for something uses no CPU
    time: it is over when it has used none in as many ticks as the limit has. Ticks and not the clock are counted, so
    that a machine that was suspended, or a process that was stopped, is not taken for a page that hangs.
    """

    def __init__(self, seconds: float, cpu: Callable[[], float]) -> None:
        """``seconds``: the limit, above 0; ``cpu``: CPU seconds used so far, from any beginning."""
        self.tick = min(_MOST_TICK, seconds / _TICKS)
        self._cpu, self._end = cpu, cpu() + seconds
        self._most_idle = seconds / self.tick
        self._seen, self._idle = self._end - seconds, 0

    def over(self) -> bool:
        """Read the CPU time once more; once true, always true."""
        now = self._cpu()
        self._idle = self._idle + 1 if now - self._seen < _IDLE else 0
        self._seen = now if not self._idle else self._seen
        if self._idle >= self._most_idle:
            self._end = now
        return now >= self._end


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTime` within, by :class:`CpuLimit`; 0: never. Only the main thread can be interrupted so.

    It is raised again at every tick: what is raised within a destructor is lost.
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
    """CPU seconds that another process has used; where the system does not tell, those of the clock.

    Linux has a clock for each process, whose number comes from that of the process, as clock_getcpuclockid(3) says it.
    """
    if sys.platform == "linux":
        try:
            return time.clock_gettime(~process << 3 | 2)
        except OSError:  # it has ended
            return 0.0
    return time.monotonic()
