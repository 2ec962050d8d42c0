"""Whether the clock was ahead when times were stored. Pure."""

from __future__ import annotations

TOLERANCE = 300
"""Seconds by which clocks may go back, or differ between machines, without being wrong."""


def was_ahead(latest: int, now: int) -> bool:
    """Return whether the latest stored time is further ahead of ``now`` than clocks may differ.

    >>> was_ahead(1_000, 700), was_ahead(1_000, 699), was_ahead(0, 699)
    (False, True, False)
    """
    return now < latest - TOLERANCE
