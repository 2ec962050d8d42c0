"""The pace of requests to a site. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

FIRST_HOLD, LONGEST_HOLD = 2.0, 300.0
LONGEST_ASKED = 86_400.0
SLOWEST = 60.0
_MOST_JITTER = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of requests to one site."""

    delay: float = 1.0
    """Seconds between the starts of two requests."""
    jitter: float = 0.5
    """Share of the delay by which each pause varies at random."""
    concurrency: int = 2
    """Most concurrent requests."""


def slower(pace: Pace, other: Pace) -> Pace:
    """Return the slower of two paces, for sources that share a site.

    >>> slower(Pace(delay=1, concurrency=4), Pace(delay=3, concurrency=8))
    Pace(delay=3, jitter=0.5, concurrency=4)
    """
    return Pace(max(pace.delay, other.delay), max(pace.jitter, other.jitter), min(pace.concurrency, other.concurrency))


def with_crawl_delay(pace: Pace, seconds: float) -> Pace:
    """Return a pace with at least the ``Crawl-delay`` between requests, and no concurrent ones.

    >>> with_crawl_delay(Pace(delay=1, jitter=0.5), 10)
    Pace(delay=20.0, jitter=0.5, concurrency=1)
    >>> with_crawl_delay(Pace(delay=4, jitter=0.25), 2)
    Pace(delay=4, jitter=0.25, concurrency=1)
    """
    if seconds <= 0:
        return pace
    jitter = min(pace.jitter, _MOST_JITTER)
    return Pace(max(pace.delay, seconds / (1 - jitter)), jitter, 1)


def slowed(pace: Pace, times: int) -> Pace:
    """Return the pace after a number of responses that asked for a slower one.

    >>> slowed(Pace(delay=0.1), 0).delay, slowed(Pace(delay=0.1), 2).delay, slowed(Pace(), 20).delay
    (0.1, 2.0, 60.0)
    """
    if not times:
        return pace
    delay = max(pace.delay, min(max(pace.delay, 0.5) * 2.0**times, SLOWEST))
    return replace(pace, delay=delay, concurrency=1)


def to_hold(times: int, asked: float | None) -> float:
    """Return the pause of a site after such responses in a row, in seconds: what it asked for, or longer each time.

    No pause is longer than a day.

    >>> to_hold(1, None), to_hold(3, None), to_hold(20, None), to_hold(1, 3600.0), to_hold(1, 3e8)
    (2.0, 8.0, 300.0, 3600.0, 86400.0)
    """
    return min(asked, LONGEST_ASKED) if asked is not None else min(FIRST_HOLD * 2.0 ** (times - 1), LONGEST_HOLD)
