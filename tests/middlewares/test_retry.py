"""Retry-After as servers write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.net.retry_after import seconds_to_wait

NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"0", 0.0),
        (b" 120 ", 120.0),
        (b"1234567890", 123_456_789.0),
        (b"Thu, 02 Apr 2026 12:01:00 GMT", 60.0),
        (b"Thu, 02 Apr 2026 11:00:00 GMT", 0.0),
        (b"Thu, 02 Apr 2026 12:01:00", 60.0),
        (b"", None),
        (b"soon", None),
        (b"-5", None),
        (b"1.5", None),
        (b"\xff\xfe", None),
    ],
)
def test_seconds_to_wait(value: bytes, seconds: float | None) -> None:
    assert seconds_to_wait(value, NOON) == seconds
