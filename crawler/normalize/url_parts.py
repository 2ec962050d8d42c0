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


def is_same(url: str, other: str) -> bool:
    """Whether two absolute addresses are of one page, query and fragment aside.

    >>> is_same("https://daily.example/a/", "http://daily.example/a?page=1#top")
    True
    """
    one, two = split(url), split(other)
    return one.netloc == two.netloc and one.path.rstrip("/") == two.path.rstrip("/")
