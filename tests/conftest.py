"""Hypothesis without a deadline: how long an example takes depends on the load of the machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("copydesk", deadline=None)
settings.load_profile("copydesk")
