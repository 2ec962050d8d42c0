"""Values of a record as one line of text, truncated and safe for a terminal."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from typing import Any

from crawler.errors import printable

MOST = 160
"""Maximum length of a value, in characters."""
_NAMES = ("name", "job_title", "email", "text", "url")


def shown(value: Any, most: int = MOST) -> str:
    """Return a value of a record, or a candidate for one, as text.

    >>> shown([{"name": "Ann Lee", "url": None, "job_title": "Editor"}, "a\\tb"]), shown("x" * 9, 4), shown(True)
    ('Ann Lee (Editor), a b', 'xxxx…', 'yes')
    """
    return _cut(printable(" ".join(_text(value).split())), most)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        first, *more = [str(value[name]) for name in _NAMES if value.get(name)] or [""]
        return f"{first} ({', '.join(more)})" if more else first
    return str(value)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
