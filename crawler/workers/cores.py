"""How many cores this process may use."""

from __future__ import annotations

import os
from pathlib import Path

MOST = 8
"""Workers beyond which the process that downloads is the bottleneck."""


def workers(cores: int) -> int:
    """How many workers that many cores are worth: one a core, as the download needs little of one; none on one core.

    >>> workers(1), workers(2), workers(64)
    (0, 2, 8)
    """
    return min(cores, MOST) if cores > 1 else 0


def cores() -> int:
    """The cores that this process may run on, by its affinity and its control group."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    limit = quota()
    return max(1, allowed if limit is None else min(allowed, limit))


def quota(path: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    """Whole cores of the control group's quota, ``None`` without one.

    https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files
    """
    try:
        most, period = path.read_text().split()
        return int(most) // int(period)
    except (OSError, ValueError):
        return None
