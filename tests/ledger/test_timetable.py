"""When each source is due next."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.ledger.requests import to_key
from crawler.ledger.timetable import Entry, lines, timetable
from crawler.sources.source import Source

NOW = 1_700_000_000
FEEDS = ("https://daily.example/1", "https://daily.example/2")


class Known:
    """A ledger with due times and intervals of lists by URL."""

    def __init__(self, due: dict[str, int], intervals: dict[str, int] | None = None) -> None:
        self._due, self._intervals = self._by_key(due), self._by_key(intervals or {})

    @staticmethod
    def _by_key(values: dict[str, int]) -> dict[int, int]:
        return {to_key(fingerprint(Request(url))): value for url, value in values.items()}

    def due(self, key: int) -> int | None:
        """When a list is due."""
        return self._due.get(key)

    def interval(self, key: int) -> int:
        """The interval of a list."""
        return self._intervals.get(key, 0)


@pytest.mark.parametrize(
    ("due", "intervals", "seconds", "schedule"),
    [
        ({}, {}, 0, "by its news"),
        ({FEEDS[0]: NOW + 60, FEEDS[1]: NOW + 50}, {}, 50, "by its news"),
        ({FEEDS[0]: NOW + 60}, {}, 0, "by its news"),  # the other was never asked
        ({FEEDS[0]: NOW + 60, FEEDS[1]: NOW - 50}, {}, 0, "by its news"),
        ({FEEDS[0]: NOW + 60, FEEDS[1]: 0}, {}, 0, "by its news"),
        ({}, {FEEDS[0]: 659, FEEDS[1]: 1200}, 0, "by its news, after 10 min"),
        ({}, {FEEDS[1]: 1200}, 0, "by its news, after 20 min"),
    ],
)
def test_the_next_run(due: dict[str, int], intervals: dict[str, int], seconds: int, schedule: str) -> None:
    ledger: Any = Known(due, intervals)
    [entry] = timetable([Source("daily", "https://daily.example/", feeds=FEEDS)], ledger, NOW)
    assert entry == Entry("daily", datetime.fromtimestamp(NOW + seconds, ZoneInfo("UTC")), schedule)


def test_a_schedule_is_shown_as_it_is_in_the_time_of_its_source() -> None:
    source = Source("daily", "https://daily.example/", feeds=FEEDS, schedule="0 6 * * *", timezone="Asia/Tokyo")
    ledger: Any = Known({}, {FEEDS[0]: 600})
    [entry] = timetable([source], ledger, NOW)
    assert entry.schedule == "0 6 * * *" and entry.next.utcoffset().total_seconds() == 9 * 3600  # type: ignore[union-attr]


def test_the_earliest_is_first_and_names_are_as_wide_as_the_widest() -> None:
    ledger: Any = Known({"https://c.example/": NOW + 5})
    found = timetable([Source(name, f"https://{name}.example/") for name in ("c", "bee", "a")], ledger, NOW)
    assert lines(found) == [
        "2023-11-14 22:13:20+00:00  a    by its news",
        "2023-11-14 22:13:20+00:00  bee  by its news",
        "2023-11-14 22:13:25+00:00  c    by its news",
    ]
    assert lines([]) == []
