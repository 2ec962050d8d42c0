"""When requests are due again: pure functions of times in seconds."""

from __future__ import annotations

from collections.abc import Sequence

HOUR, DAY = 3_600, 86_400
REVISITS = (HOUR, 6 * HOUR, 24 * HOUR, 7 * DAY)
"""Ages of an article, in seconds, at which it is fetched again."""
MOST_TRIES = 6
"""Failures in a row after which a request is given up."""
FIRST_PAUSE, LONGEST_PAUSE = 600, DAY


def next_visit(first: int, now: int, ages: Sequence[int] = REVISITS) -> int | None:
    """Return when an article of this publication time is due again; None if it is too old.

    It is not due so soon after this visit that nothing can have changed.

    >>> next_visit(0, 0), next_visit(0, 3500), next_visit(0, 8 * DAY)
    (3600, 21600, None)
    """
    return next((first + age for age in sorted(ages) if first + age > now + age // 4), None)


def next_try(tries: int, now: int, asked: float | None = None) -> int | None:
    """Return when to retry after a number of failures in a row; None: never.

    ``asked``: seconds in Retry-After, of which a day at most is respected.

    >>> next_try(1, 0), next_try(2, 0), next_try(2, 0, asked=7200), next_try(1, 0, asked=3e8), next_try(6, 0)
    (600, 2400, 7200, 86400, None)
    """
    if tries >= MOST_TRIES:
        return None
    return now + max(min(FIRST_PAUSE << 2 * (tries - 1), LONGEST_PAUSE), _believed(asked))


def next_interval(interval: int, news: int, least: int = 300, most: int = 6 * HOUR) -> int:
    """Return the next interval of a feed: shorter the more news it brought, longer if it brought none.

    >>> next_interval(1800, 1), next_interval(1800, 10), next_interval(1800, 0), next_interval(300, 1)
    (1200, 300, 2250, 300)
    """
    return max(least, min(most, interval * 2 // (2 + news) if news else interval * 5 // 4))


def next_try_of_feed(interval: int, now: int, asked: float | None = None) -> int:
    """Return when to retry a feed that failed: it is never given up, and is retried before it loses entries.

    >>> next_try_of_feed(300, 0), next_try_of_feed(20_000, 0), next_try_of_feed(300, 0, asked=7200)
    (600, 3600, 7200)
    """
    return now + max(min(max(interval, FIRST_PAUSE), HOUR), _believed(asked))


def _believed(asked: float | None) -> int:
    return min(int(asked or 0), LONGEST_PAUSE)


def is_silent(last_news: int, gaps: Sequence[int], now: int) -> bool:
    """Return whether a source has been silent for three times its longest gap so far, and at least a day.

    >>> is_silent(0, [HOUR, 10 * HOUR], 2 * DAY), is_silent(0, [HOUR, 10 * HOUR], 29 * HOUR), is_silent(0, [], 9 * DAY)
    (True, False, False)
    """
    return bool(gaps) and now - last_news > max(DAY, 3 * max(gaps))
