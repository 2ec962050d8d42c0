"""Rules of hosts: for how long they hold, what other runs know of them, and what an error means."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.middlewares import robots as module
from crawler.middlewares.robots import EVERYTHING, NOTHING, Robots, rules
from crawler.net.failure_reasons import LEFT_ALONE
from crawler.net.pacing import LeftAlone

URL = "https://daily.example/private/1"
PLACE = "https://daily.example/robots.txt"
FILE = b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n"
WEEK = 7 * 86_400.0


class Store:
    """Files of hosts that other runs have read, and what is kept."""

    def __init__(self, body: bytes | None = None, seconds: float = 50.0) -> None:
        self._found = None if body is None else (body, seconds)
        self.kept: list[tuple[str, bytes, float]] = []

    def host_file(self, url: str) -> tuple[bytes, float] | None:
        """A file, and for how long it is valid."""
        return self._found if url == PLACE else None

    def keep_host_file(self, url: str, body: bytes, seconds: float) -> None:
        """Keep a file."""
        self.kept.append((url, body, seconds))


class Crawl:
    """The middleware over an engine that answers so, at a time that is set."""

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        answer: Response | Exception,
        store: Store | None = None,
        age: float = WEEK,
    ) -> None:
        self.now, self.asked, self.delays = 1_000.0, list[str](), list[tuple[str, float]]()
        self.answer = answer
        monkeypatch.setattr(module, "monotonic", lambda: self.now)
        pacing = SimpleNamespace(store=store, crawl_delay=lambda *values: self.delays.append(values))
        values = {"ROBOTSTXT_OBEY": True, "COPYDESK_ROBOTS_AGE": age, "USER_AGENT": "Newsbot/1.0"}
        settings = Settings()
        settings.setmodule("crawler.settings")
        settings.setdict(values)
        stats = SimpleNamespace(inc_value=lambda *_, **__: None)
        crawler: Any = SimpleNamespace(settings=settings, signals=SignalManager(), stats=stats, spider=None)
        crawler.get_extension = lambda cls: pacing
        crawler.engine = SimpleNamespace(download_async=self._download)
        self.robots = Robots.from_crawler(crawler)

    async def _download(self, request: Request) -> Response:
        self.asked.append(request.url)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def allows(self, url: str = URL) -> bool | None:
        """Whether a request may be made; None if its site is to be left alone."""
        try:
            asyncio.run(self.robots.process_request(Request(url)))
        except LeftAlone:
            return None
        except IgnoreRequest:
            return False
        return True


def answer(status: int = 200, body: bytes = FILE, flags: list[str] | None = None) -> Response:
    return Response(PLACE, status, body=body, flags=flags)


@pytest.mark.parametrize(
    ("given", "private", "public"),
    [
        (answer(), False, True),
        (answer(404), True, True),
        (answer(500), False, False),
        (answer(429), False, False),
        (DownloadTimeoutError(), False, False),
        (IgnoreRequest("too large"), False, False),
        (ConnectionError(), True, True),
        (answer(503, flags=[LEFT_ALONE]), None, None),
    ],
)
def test_what_is_allowed(
    monkeypatch: pytest.MonkeyPatch, given: Any, private: bool | None, public: bool | None
) -> None:
    crawl = Crawl(monkeypatch, given)
    assert [crawl.allows(), crawl.allows("https://daily.example/1")] == [private, public] and crawl.asked == [PLACE]


@pytest.mark.parametrize(
    ("given", "age", "seconds"),
    [
        (answer(), WEEK, WEEK),
        (answer(404), WEEK, WEEK),
        (answer(500), WEEK, 3_600.0),
        (answer(500), 60.0, 60.0),
        (DownloadTimeoutError(), WEEK, 3_600.0),
        (DownloadTimeoutError(), 60.0, 60.0),
        (ConnectionError(), WEEK, 3_600.0),
        (answer(503, flags=[LEFT_ALONE]), WEEK, 3_600.0),
    ],
)
def test_how_long_rules_hold(monkeypatch: pytest.MonkeyPatch, given: Any, age: float, seconds: float) -> None:
    crawl = Crawl(monkeypatch, given, age=age)
    for crawl.now, asked in ((1_000.0, 1), (1_000.0 + seconds - 1, 1), (1_000.0 + seconds, 2)):
        crawl.allows()
        assert len(crawl.asked) == asked


def test_a_site_that_is_left_alone_is_asked_again_after_that(monkeypatch: pytest.MonkeyPatch) -> None:
    crawl = Crawl(monkeypatch, LeftAlone())
    assert crawl.allows() is None
    crawl.answer = answer()
    assert crawl.allows() is False and crawl.allows("https://daily.example/1") is True and len(crawl.asked) == 2


def test_the_pause_that_is_asked_for_is_that_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, delay in ((answer(), 7.0), (answer(404), 0.0)):
        crawl = Crawl(monkeypatch, given)
        crawl.allows()
        assert crawl.delays == [("daily.example", delay)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (answer(), [(PLACE, FILE, WEEK)]),
        (answer(404), [(PLACE, EVERYTHING, WEEK)]),
        (answer(500), [(PLACE, NOTHING, 3_600.0)]),
        (answer(503, flags=[LEFT_ALONE]), []),
        (DownloadTimeoutError(), []),
    ],
)
def test_what_is_kept_for_other_runs(monkeypatch: pytest.MonkeyPatch, given: Any, kept: list[Any]) -> None:
    store = Store()
    Crawl(monkeypatch, given, store).allows()
    assert store.kept == kept


@pytest.mark.parametrize(("seconds", "age", "valid"), [(50.0, WEEK, 50.0), (50.0, 20.0, 20.0)])
def test_what_another_run_has_read_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch, seconds: float, age: float, valid: float
) -> None:
    crawl = Crawl(monkeypatch, DownloadTimeoutError(), Store(FILE, seconds), age)
    assert crawl.allows() is False and crawl.allows("https://daily.example/1") is True
    assert crawl.asked == [] and crawl.delays == [("daily.example", 7.0)]
    assert crawl.robots._until == {"daily.example": 1_000.0 + valid}
    other = Crawl(monkeypatch, answer(404), Store(FILE))
    assert other.allows("https://other.example/private/1") is True and other.asked == [
        "https://other.example/robots.txt"
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, b"x"),
        (299, b"x"),
        (199, b""),
        (300, b""),
        (404, b""),
        (428, b""),
        (429, NOTHING),
        (499, b""),
        (500, NOTHING),
    ],
)
def test_rules(status: int, expected: bytes) -> None:
    assert rules(status, b"x") == expected
