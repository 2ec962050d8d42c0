"""Newest first."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.discover.link import Link
from crawler.discover.priority import published, to_time, urgency, urgency_of_list

URL = "https://daily.example/1"


@pytest.mark.parametrize(
    ("via", "hints", "expected"),
    [
        ("feed", {"date_published": "1970-01-01T00:02:00Z"}, 2),
        ("feed", {"date_published": "1970-01-01T00:02:59Z"}, 2),
        ("feed", {"date_published": "1970-01-01T00:10:00Z"}, 10),
        ("feed", {"date_published": "1970-01-01T00:11:00Z"}, 10),  # a clock that is ahead gains nothing
        ("feed", {"date_published": "2999-01-01"}, 10),
        ("sitemap", {"date_modified": "1970-01-01T00:04:00Z"}, 4),
        ("sitemap", {"date_published": "soon", "date_modified": "1970-01-01T00:04:00Z"}, 4),
        ("sitemap", {"date_published": "1970-01-01T00:03:00Z", "date_modified": "1970-01-01T00:04:00Z"}, 3),
        ("feed", {"date_published": "1970-01-01T00:00:00Z"}, 0),
        ("feed", {}, 7),
        ("news-sitemap", {}, 7),
        ("homepage", {}, 7),
        ("sitemap", {}, -3),
        ("url", {}, -3),
    ],
)
def test_urgency(via: Any, hints: dict[str, Any], expected: int) -> None:
    assert urgency(Link(URL, via, hints), 3, 600.0) == expected


@pytest.mark.parametrize(
    ("changed", "expected"), [(0.0, 0), (120.0, 2), (179.0, 2), (600.0, 10), (6_000.0, 10), (None, 7)]
)
def test_urgency_of_list(changed: float | None, expected: int) -> None:
    assert urgency_of_list(changed, 3, 600.0) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1970-01-01T00:02:00Z", 120.0),
        ("1970-01-01T00:02:00", 120.0),
        ("1970-01-01T01:02:00+01:00", 120.0),
        ("1970-01-02", 86_400.0),
        ("Fri, 02 Jan 1970 00:00:00 GMT", 86_400.0),
        ("soon", None),
        ("", None),
        (120, None),
        (None, None),
    ],
)
def test_to_time(value: Any, expected: float | None) -> None:
    assert to_time(value) == expected
    assert published(Link(URL, "feed", {"date_published": value})) == expected
