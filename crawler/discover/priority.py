"""Newest first: how urgent a link is by the date that was given with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawler.normalize.dates import parse_date
from crawler.record.items import Link

_NEWS = frozenset({"feed", "news-sitemap", "homepage"})
"""Places that list what is new, the newest first as a rule."""


def published(link: Link) -> float | None:
    """Unix time of a link's article by what was said of it: when it was published, else changed."""
    said = (link.hints.get(name) for name in ("date_published", "date_modified"))
    return next((moment for value in said if (moment := to_time(value)) is not None), None)


def urgency(link: Link, place: int, now: float) -> int:
    """A number that is higher the newer the link's article is; in minutes.

    ``place``: the link's number in its list. What has no date is new where news are listed, and else old.

    >>> urgency(Link("https://daily.example/1", "feed", {"date_published": "1970-01-01T00:02:00Z"}), 0, 600.0)
    2
    >>> [urgency(Link("https://daily.example/1", via), 3, 600.0) for via in ("homepage", "sitemap")]
    [7, -3]
    """
    moment = published(link)
    if moment is not None:
        return int(min(moment, now) // 60)
    return int(now // 60) - place if link.discovered_via in _NEWS else -place


def urgency_of_list(changed: float | None, place: int, now: float) -> int:
    """The same for a list of articles that changed then: its articles are not newer. One without a time may have news.

    >>> urgency_of_list(120.0, 3, 600.0), urgency_of_list(None, 3, 600.0)
    (2, 7)
    """
    return int(now // 60) - place if changed is None else int(min(changed, now) // 60)


def to_time(value: Any) -> float | None:
    """Unix time of a date as feeds and sitemaps write it; ``None`` if it is none."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        parsed = parse_date(value)
        if parsed is None:
            return None
        moment = datetime.fromisoformat(parsed)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
