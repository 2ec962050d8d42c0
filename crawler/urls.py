"""Addresses as people give them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_BAD = re.compile(r"[\s\x00-\x20\x7f<>\"]")


def to_url(text: str) -> str | None:
    """The address of a page, ``None`` if the text is none: http or https, a host, a port that is a number.

    >>> to_url(" https://daily.example/1 "), to_url("daily.example"), to_url("http://"), to_url("file:///etc/passwd")
    ('https://daily.example/1', None, None, None)
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in ("http", "https") and parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        return None
    return url if usable and not _BAD.search(url) else None
