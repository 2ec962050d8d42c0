"""A source as a worker sees it: when its text has changed, and under which host it is visited."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from crawler.discover.listing_urls import listings
from crawler.fleet.due import lock_of
from crawler.sources.source import parse_source


@dataclass(frozen=True, slots=True)
class VisitedSource:
    """A source that is not paused."""

    name: str
    digest: str
    """Of its TOML text."""
    lock: str
    """Host under which it is visited."""


class VisitedSources(Protocol):
    """Where a worker has its sources from; they may change at any time."""

    name: str
    """For messages."""

    @property
    def by_name(self) -> Mapping[str, VisitedSource]:
        """The sources that are not paused, as of the last :meth:`load`."""

    async def load(self) -> list[str]:
        """Read what has changed; return a sentence for each new mistake."""

    async def read(self, name: str) -> tuple[VisitedSource, bytes] | None:
        """Return a source and its TOML text as it is now; None if it is gone, paused or wrong."""


def to_visited(toml: bytes, place: str, name: str | None = None) -> VisitedSource | None:
    """Return the source in a TOML text; None if it is paused. See :func:`crawler.sources.source.parse_source`."""
    source = parse_source(toml, place, name)
    if source.paused:
        return None
    digest = hashlib.blake2b(toml, digest_size=16).hexdigest()
    return VisitedSource(source.name, digest, lock_of(source.home, (listing.url for listing in listings(source))))
