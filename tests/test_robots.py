"""What an answer for robots.txt allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.middlewares.robots import EVERYTHING, NOTHING, rules
from tests import press
from tests.command import copydesk
from tests.crawls import crawl
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


@pytest.mark.parametrize(("age", "asked", "fetched"), [(86_400, 1, 0), (0, 4, 3)])
def test_rules_are_read_again_when_they_are_old(tmp_path: Path, age: int, asked: int, fetched: int) -> None:
    """They cannot be had the first time, which forbids the page that is asked for first."""
    with press.serve() as daily:
        paths = [f"/page-{number}" for number in range(4)]
        for path in paths:
            daily.article(path)
        daily.answers["/robots.txt"] = lambda times: press.Answer(status=503 if robots(daily) == 1 else 404)
        settings = {"CONCURRENT_REQUESTS": 1, "RETRY_TIMES": 0, "COPYDESK_TDMREP": False, "COPYDESK_ROBOTS_AGE": age}
        done = crawl(tmp_path, *(daily.url + path for path in paths), **settings)
    assert done.code == 12, done.err
    assert (robots(daily), len(daily.paths())) == (asked, fetched)


def robots(daily: press.Press) -> int:
    return sum(one.path == "/robots.txt" for one in daily.asked)
