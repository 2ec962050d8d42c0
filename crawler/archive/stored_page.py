"""A stored page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from crawler.errors import Failure

MOST_BYTES = 20_000_000
"""Most bytes of a page."""
STORED_PAGES = re.compile(r"\.(warc|html?|xhtml|md|markdown|txt)(\.gz)?$", re.IGNORECASE)
"""Names of the files in a folder that are read."""


@dataclass(frozen=True)
class Stored:
    """A page from an archive or a file, as after a download."""

    url: str
    headers: dict[str, str]
    """Response headers with lower-case names, without those of codings that have been decoded."""
    body: bytes
    date_downloaded: str
    """ISO 8601 in UTC."""
    discovered_via: Literal["warc", "file"]
    requested_url: str = ""
    """URL as requested, if it is known."""
    hints: Mapping[str, Any] = field(default_factory=dict)
    """Hints that were known before the request."""
    name: str = ""
    """The file that it is from, as given; empty for a page of an archive, whose address says more."""


OnError: TypeAlias = Callable[[Failure], None]


class TooLarge(ValueError):
    """A page has too many bytes."""
