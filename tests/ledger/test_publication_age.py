"""Since when an article is out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from crawler.ledger.publication_age import publication_time

NOW = int(datetime.fromisoformat("2026-11-25T12:00:00Z").timestamp())


@pytest.mark.parametrize(
    ("hints", "expected"),
    [
        ({"date_published": "2026-11-25T10:00:00Z"}, "2026-11-25T10:00:00Z"),
        ({"date_published": "2026-11-25T10:00:00+09:00"}, "2026-11-25T01:00:00Z"),
        ({"date_published": "Tue, 24 Nov 2026 10:00:00 GMT"}, "2026-11-24T10:00:00Z"),
        ({"date_modified": "2026-11-20T10:00:00Z"}, "2026-11-20T10:00:00Z"),
        ({"date_published": "2026-11-20T10:00:00Z", "date_modified": "2026-11-21T10:00:00Z"}, "2026-11-20T10:00:00Z"),
        ({"date_published": "2026-11-24T10:00:00"}, "2026-11-24T22:00:00Z"),
        ({"date_published": "2026-11-25T10:00:00"}, None),
        ({"date_published": "2026-11-23"}, "2026-11-24T12:00:00Z"),
        ({"date_published": "2026-11-25"}, None),
        ({"date_published": "20261123"}, "2026-11-23T12:00:00Z"),
        ({"date_published": "20 Nov 2026"}, "2026-11-21T12:00:00Z"),
        ({"date_published": "2027-01-01T00:00:00Z"}, None),
        ({"date_published": "soon"}, None),
        ({"date_published": "9999-12-31"}, None),
        ({"date_published": None, "headline": "2020-01-01"}, None),
        ({}, None),
    ],
)
def test_out_since(hints: dict[str, Any], expected: str | None) -> None:
    assert publication_time(hints, NOW) == (int(datetime.fromisoformat(expected).timestamp()) if expected else NOW)
