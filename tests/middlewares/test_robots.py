"""What an answer for robots.txt allows."""

from __future__ import annotations

import asyncio
import gzip
import time
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.test import get_crawler
from twisted.internet.defer import Deferred

from crawler.middlewares.robots import EVERYTHING, NOTHING, Robots, rules
from crawler.net.pacing import LeftAlone
from crawler.net.robots import MOST_BYTES, RobotsRules, decode, product_token
from tests import press
from tests.command import copydesk
from tests.crawls import crawl
from tests.server import serve


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"a" * MOST_BYTES, MOST_BYTES),
        (b"a" * (MOST_BYTES + 1), 0),
        (b"\n" + b"a" * MOST_BYTES, 0),
        (b"aa\n" + b"a" * MOST_BYTES, 2),
        (b"aa\r" + b"a" * MOST_BYTES, 2),
        (b"a" * (MOST_BYTES - 1) + b"\na", MOST_BYTES - 1),
    ],
)
def test_a_cut_line_is_dropped(body: bytes, kept: int) -> None:
    assert len(decode(body)) == kept


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


SITE = "https://daily.example"
RULES = "User-agent: Copydesk\nDisallow: /private\nDisallow: /zurück\n"


@pytest.mark.parametrize("packed", [bytes, gzip.compress, lambda body: gzip.compress(gzip.compress(body))])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]
)
def test_rules_in_any_encoding(encoding: str, ending: str, packed: type[bytes]) -> None:
    found = RobotsRules(packed(RULES.replace("\n", ending).encode(encoding)))
    allowed = [
        found.allowed(SITE + path, "Copydesk/1.0 (+x)") for path in ("/a", "/private/a", "/zur%C3%BCck", "/zurück")
    ]
    assert allowed == [True, False, False, False]


def test_one_bad_byte_costs_its_line() -> None:
    assert decode(b"Allow: /\xff\n" + "Disallow: /é\n".encode()) == "Allow: /ÿ\nDisallow: /é"


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("User-agent: Copydesk/1.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "b"),
        ("User-agent: Copy\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "a"),
        ("User-agent: C\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "a"),
        ("User-agent: Copydesk-Images\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "a"),
        ("User-agent: Copy\nDisallow: /b\n\nUser-agent: Copydesk\nDisallow: /a", "b"),
        ("User-agent: COPYDESK\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "b"),
        ("User-agent: copydesk\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nuser agent: Copydesk # ours\nDisallow: /b", ""),
        ("User-agent: x\nUser-agent: Copydesk\nUser-agent: y\nDisallow: /a", "b"),
        ("User-agent: Copydesk (+https://daily.example/)\nDisallow: /b", "a"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Copydesk\nDisallow:", "ab"),
        ("User-agent: others\nDisallow: /", "ab"),
        ("Disallow: /", "ab"),
        ("", "ab"),
    ],
)  # fmt: skip
def test_groups_by_their_product_token(text: str, paths: str) -> None:
    rules = RobotsRules(text.encode())
    assert "".join(path for path in "ab" if rules.allowed(f"{SITE}/{path}", "Copydesk")) == paths


def test_an_agent_of_a_source_has_its_own_group() -> None:
    found = RobotsRules(
        b"User-agent: Newsbot\nDisallow: /\nCrawl-delay: 7\n\nUser-agent: Copydesk\nRequest-rate: 1/5\n"
    )
    agents = ("Newsbot/2.0 (+https://daily.example/)", "Copydesk", "Other")
    assert [(found.allowed(SITE, agent), found.crawl_delay(agent)) for agent in agents] == [
        (False, 7),
        (True, 5),
        (True, 0),
    ]


@pytest.mark.parametrize(
    ("agent", "token"),
    [("Copydesk", "copydesk"), ("My_Bot-x/2", "my_bot-x"), ("360Spider (x)", "360spider"), (" * ", "*"), ("", "")],
)
def test_product_token(agent: str, token: str) -> None:
    assert product_token(agent) == token


@pytest.mark.parametrize("said", ["nan", "inf", "-3", "1e999", "x", "1/0"])
def test_no_such_delay(said: str) -> None:
    assert (
        RobotsRules(f"User-agent: *\nCrawl-delay: {said}\nRequest-rate: {said}".encode()).crawl_delay("Copydesk") == 0
    )


def test_a_line_that_the_limit_cuts_is_no_rule() -> None:
    """Its beginning would forbid the whole site."""
    body = b"User-agent: *\n" + b"#" * (MOST_BYTES - 26) + b"\nDisallow: /private\n"
    assert body[:MOST_BYTES].endswith(b"Disallow: /")
    assert RobotsRules(body).allowed(SITE + "/a", "Copydesk")


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b"User-agent: a%d\n" % number for number in range(20_000)) + b"Disallow: /x\n" * 10_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 250_000 + b"b\n",
        b"User-agent: *\n" + (b"Disallow: /" + b"*a" * 50 + b"b\n") * 4_600,
        b"User-agent: *\nDisallow:" + b" " * 500_000 + b"x",
        b"User-agent" + b" " * 500_000,
        bytes(range(256)) * 2_000,
        gzip.compress(b"Disallow: /\n" * 5_000_000),
    ],
    ids=range(7),
)
def test_no_rules_take_long(body: bytes) -> None:
    start = time.process_time()
    RobotsRules(body).allowed(f"{SITE}/{'a' * 4_000}", "Copydesk")
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("answer", "age", "seconds"),
    [
        (200, 86_400, 86_400),
        (404, 86_400, 86_400),
        (503, 86_400, 3_600),
        (429, 86_400, 3_600),
        (503, 60, 60),
        (200, 60, 60),
        (DownloadTimeoutError(), 86_400, 3_600),
        (DownloadTimeoutError(), 60, 60),
        (OSError(), 86_400, 3_600),
        (LeftAlone(), 86_400, 0),
    ],
)
def test_how_long_rules_hold(answer: int | Exception, age: int, seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a host that could not give them for an hour at most."""
    monkeypatch.setattr("crawler.middlewares.robots.monotonic", lambda: 1_000.0)
    crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "COPYDESK_ROBOTS_AGE": age})
    crawler.stats = crawler.stats or MemoryStatsCollector(crawler)
    crawler.get_extension = lambda cls: None  # type: ignore[method-assign,assignment]
    robots: Any = Robots(crawler)
    robots._parsers["daily.example"] = Deferred()
    if isinstance(answer, Exception):
        robots._robots_error(answer, "daily.example")
    else:
        request = Request("https://daily.example/1")
        response = Response("https://daily.example/robots.txt", answer, body=b"User-agent: *\nDisallow: /a\n")
        asyncio.run(robots._parse_robots(response, "daily.example", request))
    assert robots._until["daily.example"] == 1_000 + seconds


@pytest.mark.parametrize(
    ("error", "is_forbidden"),
    [
        (DownloadTimeoutError(), True),
        (DownloadCancelledError("larger than the limit, or its headers are"), True),
        (IgnoreRequest("too much comes out of it"), True),
        (OSError("cannot be reached"), False),
    ],
)
def test_a_failure_to_read_is_no_permission(error: Exception, is_forbidden: bool) -> None:
    crawler = get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "ROBOTSTXT_PARSER": "crawler.net.robots.RobotsRules"})
    crawler.stats = crawler.stats or MemoryStatsCollector(crawler)
    crawler.get_extension = lambda cls: None  # type: ignore[method-assign,assignment]
    robots: Any = Robots(crawler)
    robots._parsers["daily.example"] = Deferred()
    robots._robots_error(error, "daily.example")
    rules_left = robots._parsers["daily.example"]
    assert (rules_left is not None and not rules_left.allowed(f"{SITE}/a", "Copydesk")) is is_forbidden
