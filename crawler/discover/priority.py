"""Priorities of links: the newest first, by their dates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from crawler.discover.link import Link
from crawler.normalize.dates import parse_date

_NEWS = frozenset({"feed", "news-sitemap", "homepage"})
"""Lists of new articles, usually the newest first."""


def published(link: Link) -> float | None:
    """Return the Unix time of an article by its hints: published, or else modified; None if unknown."""
    said = (link.hints.get(name) for name in ("date_published", "date_modified"))
    return next((moment for value in said if (moment := to_time(value)) is not None), None)


def urgency(link: Link, place: int, now: float) -> int:
    """Return the priority of a link, in minutes: higher for newer articles.

    ``place``: index of the link in its list. A link without a date is new in lists of new articles, and old in others.

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
    """Return the priority of a list by its date, as its articles are not newer; one without a date may have news.

    >>> urgency_of_list(120.0, 3, 600.0), urgency_of_list(None, 3, 600.0)
    (2, 7)
    """
    return int(now // 60) - place if changed is None else int(min(changed, now) // 60)


def to_time(value: Any) -> float | None:
    """Return the Unix time of a date in a feed or sitemap; None if it is not a date."""
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
