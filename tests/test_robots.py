"""What an answer for robots.txt allows."""

from __future__ import annotations

import pytest

from crawler.middlewares.robots import EVERYTHING, NOTHING, rules
from tests.command import copydesk
from tests.server import serve


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, b"x"), (404, EVERYTHING), (403, EVERYTHING), (429, NOTHING), (500, NOTHING), (503, NOTHING)],
)
def test_robots_rules(status: int, expected: bytes) -> None:
    assert rules(status, b"x") == expected


def test_all_who_wait_for_the_rules_of_a_host_get_them() -> None:
    with serve() as site:
        done = copydesk("fetch", *(f"{site}/private/{number}" for number in range(4)), "--no-progress")
    assert done.records == [] and done.err.count("robots.txt forbids it") == 4
