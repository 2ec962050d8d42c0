"""Hypothesis without a deadline, and more processes than cores."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("copydesk", deadline=None)  # how long an example takes depends on the load of the machine
settings.load_profile("copydesk")


def pytest_xdist_auto_num_workers() -> int:
    """Three processes for two cores, as many tests wait for servers and pauses."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)
