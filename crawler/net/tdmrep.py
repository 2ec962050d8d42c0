"""Parse ``/.well-known/tdmrep.json``: statements about text and data mining, by path.

https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240202/
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote

from crawler.normalize.urls import split

PATH = "/.well-known/tdmrep.json"
HINTS = ("tdm_reservation", "tdm_policy")
"""Names of the hints from a statement."""
_MOST = 1_000
_LONGEST = 2_000


class Statement(NamedTuple):
    """One statement of the file."""

    location: str
    """Pattern of paths, with ``*`` and ``$`` as in robots.txt."""
    reservation: Literal[0, 1]
    policy: str | None = None
    """URL of the policy."""


def read_tdmrep(body: bytes) -> list[Statement]:
    """Return the statements of a file; none if it is invalid.

    >>> read_tdmrep(b'[{"location": "/", "tdm-reservation": 1}]')
    [Statement(location='/', reservation=1, policy=None)]
    """
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return []
    entries = said if isinstance(said, list) else [said]
    return list(_statements(entries[:_MOST]))


def _statements(entries: Iterable[Any]) -> Iterator[Statement]:
    for entry in entries:
        location = entry.get("location") if isinstance(entry, dict) else None
        reserved = str(entry.get("tdm-reservation")).strip() if isinstance(entry, dict) else ""
        if isinstance(location, str) and len(location) <= _LONGEST and reserved in ("0", "1"):
            policy = entry.get("tdm-policy")
            yield Statement(
                location, 1 if reserved == "1" else 0, policy if isinstance(policy, str) and policy else None
            )


def statement_for(url: str, statements: Iterable[Statement]) -> Statement | None:
    """Return the statement for a page: that with the longest location that matches, as in robots.txt.

    >>> site = [Statement("/", 1), Statement("/open/*", 0)]
    >>> statement_for("https://daily.example/open/1", site).reservation
    0
    """
    parts = split(url)
    path = unquote(f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")
    return max((s for s in statements if matches(s.location, path)), key=lambda s: len(s.location), default=None)


def matches(location: str, path: str) -> bool:
    """Return whether a path matches a location (RFC 9309, 2.2.3), in linear time.

    >>> matches("/a/*.pdf$", "/a/b/c.pdf"), matches("/a", "/ab"), matches("/a$", "/ab")
    (True, True, False)
    """
    location = unquote(location) if location.startswith(("/", "*")) else f"/{unquote(location)}"
    ends = location.endswith("$")
    first, *pieces = location.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    if not pieces:
        return not ends or len(path) == place
    for piece in pieces[:-1]:
        if (place := path.find(piece, place)) < 0:
            return False
        place += len(piece)
    last = pieces[-1]
    return path.endswith(last) and len(path) - len(last) >= place if ends else path.find(last, place) >= 0
