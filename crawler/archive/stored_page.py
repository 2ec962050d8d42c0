"""What a stored page is, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from crawler.errors import Failure

MOST_BYTES = 20_000_000
"""The largest page that is read."""


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
    requested_url: str = ""
    """As it was asked for, where that is known."""
    hints: Mapping[str, Any] = field(default_factory=dict)
    """What was known of it before it was asked for."""
    name: str = ""
    """The file that it is from, as given; empty for a page of an archive, whose address says more."""


OnError: TypeAlias = Callable[[Failure], None]


class TooLarge(ValueError):
    """More bytes than a page may have."""
