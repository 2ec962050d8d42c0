"""Addresses taken apart without failing on those that are none."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

_EMPTY = urlsplit("")


def split(url: str) -> SplitResult:
    """An address in its parts, all empty where it is none.

    >>> split("http://[::1").hostname, split("https://daily.example/a").path
    (None, '/a')
    """
    try:
        return urlsplit(url)
    except ValueError:
        return _EMPTY
