"""Parse durations and sizes; write numbers of things."""

from __future__ import annotations

import re

_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)?", re.I)
_BYTES = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmg]?)b?", re.I)


def to_seconds(value: float | str) -> float:
    """Return a duration in seconds. Raises ``ValueError`` with one sentence if it is invalid.

    >>> to_seconds("7 days"), to_seconds("90m"), to_seconds(30)
    (604800.0, 5400.0, 30.0)
    """
    match = _DURATION.fullmatch(str(value).strip())
    if match is None or isinstance(value, bool):
        raise ValueError(f"“{value}” is not a duration: it takes a number of seconds, or “30 minutes”, “7 days”.")
    return float(match[1]) * _SECONDS[(match[2] or "s")[0].lower()]


def to_bytes(value: float | str) -> int:
    """Return a size in bytes. Raises ``ValueError`` with one sentence if it is invalid.

    >>> to_bytes("50MB"), to_bytes("1.5 GB"), to_bytes(4096)
    (50000000, 1500000000, 4096)
    """
    match = _SIZE.fullmatch(str(value).strip())
    if match is None or isinstance(value, bool):
        raise ValueError(f"“{value}” is not a size: it takes a number of bytes, or “500 KB”, “50 MB”, “2 GB”.")
    return int(float(match[1]) * _BYTES[match[2].lower()])


def with_noun(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number of things in words.

    >>> with_noun(1, "record"), with_noun(2000, "record"), with_noun(0, "story", "stories")
    ('1 record', '2,000 records', '0 stories')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
