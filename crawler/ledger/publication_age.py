"""The publication time of an article by its feed or sitemap. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.normalize.dates import parse_date

_ANY_ZONE = timedelta(hours=12)
"""A time without an offset may be local time this far west of Greenwich."""
_ANY_HOUR = timedelta(days=1)


def publication_time(hints: Mapping[str, Any], now: int) -> int:
    """Return the latest Unix time that the dates in hints may mean; ``now`` if there are none.

    >>> publication_time({"date_published": "1970-01-02T00:00:00Z"}, 200_000), publication_time({}, 200_000)
    (86400, 200000)
    """
    said = [hints[name] for name in ("date_published", "date_modified") if isinstance(hints.get(name), str)]
    return int(min([now, *(moment.timestamp() for text in said if (moment := _latest(text)))]))


def _latest(text: str) -> datetime | None:
    date = text if len(text) <= len("2026-11-25") else parse_date(text) or text
    try:
        moment = datetime.fromisoformat(date)
        if moment.tzinfo:
            return moment
        return moment.replace(tzinfo=UTC) + _ANY_ZONE + (_ANY_HOUR if len(date) == len("2026-11-25") else timedelta())
    except (ValueError, OverflowError):
        return None
