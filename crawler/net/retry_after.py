"""Parse ``Retry-After`` (RFC 9110, 10.2.3), the pause that a site asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

BUSY = frozenset((429, 503))
"""Statuses that concern the whole site, not one page."""


def seconds_to_wait(value: bytes, now: datetime) -> float | None:
    """Return the seconds that the header asks for, directly or by a date; None if it is invalid.

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
