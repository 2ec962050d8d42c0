"""Which sources are to be visited now, and how urgently. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.ledger.shared import VisitState
from crawler.normalize.urls import split

_NEW = VisitState()
_LONGEST = 1 << 30
"""Seconds; priorities of Procrastinate have 32 bits."""
_UNENDED = 3_600
"""Seconds by which a visit that has not ended counts as late."""


@dataclass(frozen=True, slots=True)
class Due:
    """A source that is due."""

    source: str
    late: int
    """Seconds since it has been due."""
    fence: int = 0
    """That of its last visit."""
    crawl: bool = True
    """Whether it is to be crawled; else only records that are in no segment are to be written."""


def due_sources(digests: Mapping[str, str], states: Mapping[str, VisitState], now: int) -> list[Due]:
    """Return the sources that are due, the latest first.

    ``digests``: those of the source files by name; ``states``: what is known of earlier visits. Records that are in
    no segment are due in any case, those of sources without a file, too.

    >>> due_sources({"daily": "a"}, {"daily": VisitState("a", waiting=90)}, 100)
    [Due(source='daily', late=10, fence=0, crawl=True)]
    """
    known = ((name, digest, states.get(name, _NEW)) for name, digest in digests.items())
    found = [Due(name, late, state.fence) for name, digest, state in known
             if (late := _late(digest, state, now)) is not None]  # fmt: skip
    crawled = {due.source for due in found}
    left = (pair for pair in states.items() if pair[1].unpublished and pair[0] not in crawled)
    found += [Due(name, 0, state.fence, crawl=False) for name, state in left]
    return sorted(found, key=lambda due: (-due.late, due.source))


def _late(digest: str, state: VisitState, now: int) -> int | None:
    """Return the seconds since a source has been due; None if it is not."""
    if state.not_before > now:
        return None
    if state.again == 0:
        return _UNENDED
    times = [time for time in (state.again, state.waiting) if time is not None and time <= now]
    if times:
        return min(now - min(times), _LONGEST)
    return 0 if state.digest != digest else None


def lock_of(home: str, listings: Iterable[str]) -> str:
    """Return the host under which a source is visited: that of its home page, or else of most of its lists.

    >>> lock_of("https://Daily.example/", []), lock_of("", ["http://feeds.example/1"])
    ('daily.example', 'feeds.example')
    """
    hosts = [host for url in (home, *listings) if (host := (split(url).hostname or "").lower())]
    return hosts[0] if hosts else ""
