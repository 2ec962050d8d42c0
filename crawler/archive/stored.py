"""What a stored page is, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

MOST_BYTES = 20_000_000
"""The largest page that is read."""

Kind: TypeAlias = Literal["missing", "unreadable", "damaged", "not-html", "too-large", "empty"]


@dataclass(frozen=True)
class Stored:
    """A page from an archive or a file, as if it had just been downloaded."""

    url: str
    headers: dict[str, str]
    """Response headers, names in lower case; those of codings that ``body`` no longer has are left out."""
    body: bytes
    date_downloaded: str
    """ISO 8601 in UTC."""
    discovered_via: Literal["warc", "file"]


@dataclass(frozen=True)
class Failure:
    """An input, or a page in it, that gives no record."""

    source: str
    """Path as given, or the page's address within an archive."""
    kind: Kind
    message: str
    """One sentence that says what is wrong, and where."""


OnError: TypeAlias = Callable[[Failure], None]


class TooLarge(ValueError):
    """More bytes than a page may have."""
