"""Dates of publication that cannot all be right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from crawler.extract.candidates import Candidate

SLACK = timedelta(days=1)
"""The time by which two dates of one moment may differ: clocks of the world, days without a time."""


def contradiction(published: list[Candidate]) -> str | None:
    """Return a warning if two origins of the date of publication are more than a day apart, else None."""
    days = {c.origin: moment(c.value) for c in reversed(published) if c.origin != "url"}
    if len(days) < 2 or max(days.values()) - min(days.values()) <= SLACK:
        return None
    stated = ", ".join(f"{origin} {day.date().isoformat()}" for origin, day in sorted(days.items()))
    return f"date_published: contradictory: {stated}"


def after_download(published: list[Candidate], downloaded: str) -> str | None:
    """Return a warning if a page is dated after its download, else None: an archive's time may be wrong."""
    if not published or not downloaded or moment(published[0].value) <= moment(downloaded) + SLACK:
        return None
    return f"date_published: contradictory: after the download, {downloaded}"


@lru_cache(256)
def moment(value: str) -> datetime:
    """Return an ISO date as a datetime, in UTC if it has no offset."""
    parsed = datetime.fromisoformat(value)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
