"""What an answer for robots.txt allows."""

from __future__ import annotations

import pytest

from crawler.middlewares.robots import EVERYTHING, NOTHING, rules


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, b"x"), (404, EVERYTHING), (403, EVERYTHING), (429, NOTHING), (500, NOTHING), (503, NOTHING)],
)
def test_robots_rules(status: int, expected: bytes) -> None:
    assert rules(status, b"x") == expected
