"""The limit on the CPU time of a page: by a clock of numbers, and by the real ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import accumulate

import pytest

from crawler.workers.time_limit import CpuLimit, OutOfTime, cpu_time, time_limit
from tests.trouble import starve


@pytest.mark.parametrize(
    ("seconds", "used", "over_at"),
    [
        (30.0, [1.0] * 40, 30),  # busy, alone on the machine: a tick is a second
        (30.0, [0.05] * 700, 600),  # busy, with one share in twenty
        (30.0, [0.0] * 40, 30),  # hangs
        (30.0, [0.0003] * 40, 30),  # hangs; what the readings themselves take is nothing
        (30.0, [0.02] * 10 + [0.0] * 40, 10 + 30),  # hangs after a while
        (30.0, ([0.0] * 29 + [0.02]) * 9, None),  # one share in 1,500
        (30.0, [0.004] * 400, None),  # the same, in every tick
        (30.0, [0.0] * 29, None),
        (30.0, [29.99] + [0.0] * 20, None),
        (30.0, [30.0], 1),
        (1.0, [0.05] * 30, 20),  # twenty ticks, each a twentieth of a second
        (1.0, [0.0] * 30, 20),
    ],
)  # fmt: skip
def test_cpu_limit(seconds: float, used: list[float], over_at: int | None) -> None:
    """``used``: CPU time of each tick; ``over_at``: the tick at which it is over, from 1."""
    readings = iter([7.0, *(7.0 + total for total in accumulate(used))])
    limit = CpuLimit(seconds, lambda: round(next(readings), 6))
    over = [limit.over() for _ in used]
    assert limit.tick == min(1.0, seconds / 20)
    assert over.index(True) + 1 == over_at if over_at else not any(over)
    assert not over_at or all(over[over_at - 1 :])


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize(
    ("act", "seconds", "raises"),
    [
        (lambda: busy(5), 0.3, True),
        (lambda: time.sleep(5), 0.3, True),
        (lambda: busy(0.1), 0.3, False),
        (lambda: time.sleep(0.1), 0.3, False),
        (lambda: starve(0.2, 1.5), 0.5, False),
        (lambda: busy(0.3), 0, False),
    ],
)
def test_time_limit(act: Callable[[], None], seconds: float, raises: bool) -> None:
    before, start = signal.getsignal(signal.SIGALRM), time.monotonic()
    if raises:
        with pytest.raises(OutOfTime), time_limit(seconds):
            act()
        assert time.monotonic() - start < 4.5
    else:
        with time_limit(seconds):
            act()
    assert signal.getsignal(signal.SIGALRM) is before and signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_it_is_raised_again() -> None:
    """What is raised first may be lost."""

    def act() -> None:
        try:
            busy(5)
        except OutOfTime:
            busy(5)

    with pytest.raises(OutOfTime), time_limit(0.2):
        act()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_cpu_time_of_another_process() -> None:
    code = "import sys, time\nwhile time.process_time() < 0.5: pass\nprint(time.process_time(), flush=True)\ninput()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        own = float(process.stdout.readline())
        assert own <= cpu_time(process.pid) < own + 0.2
        process.kill()
    assert cpu_time(process.pid) == 0.0
    assert abs(cpu_time(os.getpid()) - time.process_time()) < 0.1
