"""The number of cores that this process may use."""

from __future__ import annotations

import os
from pathlib import Path

MOST = 8
"""Most workers; with more, the main process is the bottleneck."""


def workers(cores: int) -> int:
    """Return the number of workers for a number of cores: one per core, none on a single core.

    >>> workers(1), workers(2), workers(64)
    (0, 2, 8)
    """
    return min(cores, MOST) if cores > 1 else 0


def cores() -> int:
    """Return the number of cores of this process, by its CPU affinity and its control group."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limit = quota()
    return max(1, allowed if limit is None else min(allowed, limit))


def quota(path: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    """Return the quota of the control group in whole cores; None if there is none.

    https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files
    """
    try:
        most, period = path.read_text().split()
        return int(most) // int(period)
    except (OSError, ValueError):
        return None
