"""CPU time, memory and faults of the cases of a part."""

from __future__ import annotations

import resource
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from bench.fuzz.part import Part
from crawler.workers.time_limit import OutOfTime, time_limit

MOST_SECONDS = 2.0
"""CPU time that a case may take."""
_GIVEN_UP = 20.0
"""CPU time after which a case is not waited for any longer."""
_UNIT = 1024 if sys.platform == "linux" else 1
"""Bytes of one unit of ``ru_maxrss`` (getrusage(2); macOS counts bytes)."""


@dataclass
class SourceCounts:
    """What came of the cases of a part."""

    name: str
    seconds: list[float] = field(default_factory=list)
    """CPU time of each case."""
    faults: list[tuple[int, str]] = field(default_factory=list)
    """The number of a case and what was wrong with it: an exception, or the time."""
    before: float = 0.0
    """Megabytes of memory before the first case, all that is loaded once included."""
    peak: float = 0.0
    """Megabytes of memory at most."""

    @property
    def slow(self) -> int:
        """Cases that took longer than they may."""
        return sum(seconds > MOST_SECONDS for seconds in self.seconds)

    def row(self) -> list[str]:
        """A row of the table."""
        median, worst = statistics.median(self.seconds or [0]), max(self.seconds, default=0)
        times = [f"{median * 1000:.1f}", f"{worst:.2f}", f"{self.slow}", f"{sum(self.seconds):.0f}"]
        memory = [f"{self.before:.0f}", f"{self.peak:.0f}"]
        return [self.name, f"{len(self.seconds)}", f"{len(self.faults)}", *times, *memory]


HEAD = ["part", "cases", "faults", "ms, median", "s, worst", "over 2 s", "s, all", "MB before", "MB, peak"]


def measure(part: Part, seed: int, count: int, begin: Callable[[int], None] = lambda number: None) -> SourceCounts:
    """Check so many cases of a part; ``begin`` is told the number of each before it is checked."""
    tally = SourceCounts(part.NAME)
    _check(part, next(iter(part.cases(seed, 1))))  # what is loaded when it is first used
    tally.before = _peak()
    for number, data in enumerate(part.cases(seed, count)):
        begin(number)
        start = time.process_time()
        fault = _check(part, data)
        tally.seconds.append(seconds := time.process_time() - start)
        if not fault and seconds > MOST_SECONDS:
            fault = f"{seconds:.1f} s of CPU for {len(data)} bytes\n"
        if fault:
            tally.faults.append((number, fault))
    tally.peak = _peak()
    return tally


def case(part: Part, seed: int, number: int) -> bytes:
    """One case alone; :class:`IndexError` if there is none."""
    for data in islice(part.cases(seed, number + 1), number, None):
        return data
    raise IndexError(f"{part.NAME} has no case {number}")


def _check(part: Part, data: bytes) -> str:
    """What is wrong; empty if nothing is."""
    try:
        with time_limit(_GIVEN_UP):
            part.check(data)
    except (Exception, OutOfTime):
        return traceback.format_exc()
    return ""


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT / 1e6
