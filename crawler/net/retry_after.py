"""``Retry-After`` (RFC 9110, 10.2.3): how long a site asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = frozenset((429, 503))
"""Statuses that speak for the whole site, not for one page."""


def seconds_to_wait(value: bytes, now: datetime) -> float | None:
    """What the header asks for: seconds or a date; ``None`` if nothing that can be read.

    >>> seconds_to_wait(b"120", datetime.now(UTC)), seconds_to_wait(b"soon", datetime.now(UTC))
    (120.0, None)
    """
    text = value.decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
