"""Aggregate the counts of sources by day. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, islice, pairwise
from typing import Any

from crawler.ledger.queries import SourceDay
from crawler.ledger.revisit_times import DAY, is_silent


def by_day(rows: Iterable[tuple[Any, ...]], most: int) -> list[SourceDay]:
    """Return the last ``most`` days of each source, the latest first; ``rows``: source, day, name, number."""
    return [
        SourceDay(name, day * DAY, {what: number for _, _, what, number in counted})
        for name, found in groupby(rows, key=lambda row: row[0])
        for day, counted in islice(groupby(found, key=lambda row: row[1]), most)
    ]


def silent_sources(rows: Iterable[tuple[Any, ...]], now: int) -> dict[str, int]:
    """Return sources that have brought nothing new for unusually long, and the day of their last news.

    ``rows``: source and day of news, the earliest first.
    """
    days: dict[str, list[int]] = {}
    for source, day in rows:
        days.setdefault(source, []).append(day * DAY)
    return {
        source: news[-1]
        for source, news in days.items()
        if is_silent(news[-1] + DAY, [b - a for a, b in pairwise(news)], now)
    }
