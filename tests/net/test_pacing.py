"""How a site's answers change the pace at which it is asked."""

from __future__ import annotations

from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.settings import Settings
from twisted.internet.defer import Deferred

from crawler.engine import signals
from crawler.net import pacing as module
from crawler.net.pace import Pace, slowed, slower, to_hold, with_crawl_delay
from crawler.net.pacing import LeftAlone, Pacing, site_of

NAME = "daily.example"
USUAL = Pace(delay=1.0, jitter=0.5, concurrency=2)


class Crawl:
    """A crawl as far as its pacing knows it, at a time of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
        self.now = 1000.0
        monkeypatch.setattr(module, "monotonic", lambda: self.now)
        self.sent: list[dict[str, Any]] = []
        self.slots: dict[str, Any] = {}
        self.wanted: dict[str, Any] = {}
        self.active: set[Request] = set()
        downloader = SimpleNamespace(slots=self.slots, per_slot_settings=self.wanted, active=self.active)
        usual = {"DOWNLOAD_DELAY": 1, "DOWNLOAD_DELAY_JITTER": 0.5, "CONCURRENT_REQUESTS_PER_DOMAIN": 2}
        crawler: Any = SimpleNamespace(
            settings=Settings({**usual, "COPYDESK_RETRY_AFTER_MAX": 60, **settings}),
            engine=SimpleNamespace(downloader=downloader),
            signals=SimpleNamespace(send_catch_log=lambda signal, **more: self.sent.append({"signal": signal, **more})),
        )
        self.pacing = Pacing.from_crawler(crawler)

    def slot(self, lastseen: float = 0.0) -> Any:
        self.slots[NAME] = SimpleNamespace(delay=1.0, jitter=0.5, concurrency=2, lastseen=lastseen, queue=deque())
        return self.slots[NAME]


@pytest.fixture
def crawl(monkeypatch: pytest.MonkeyPatch) -> Crawl:
    return Crawl(monkeypatch)


@pytest.mark.parametrize(
    ("pace", "times", "expected"),
    [
        (Pace(1, 0.5, 8), 0, Pace(1, 0.5, 8)),
        (Pace(1, 0.5, 8), 1, Pace(2, 0.5, 1)),
        (Pace(0.5, 0.2, 8), 2, Pace(2, 0.2, 1)),
        (Pace(0.1, 0.5, 8), 1, Pace(1, 0.5, 1)),
        (Pace(1, 0.5, 8), 6, Pace(60, 0.5, 1)),
        (Pace(90, 0.5, 8), 3, Pace(90, 0.5, 1)),
    ],
)
def test_slowed(pace: Pace, times: int, expected: Pace) -> None:
    assert slowed(pace, times) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, Pace(1, 0.75, 4)),
        (-1, Pace(1, 0.75, 4)),
        (0.1, Pace(1, 0.5, 1)),
        (0.5, Pace(1, 0.5, 1)),
        (2, Pace(4, 0.5, 1)),
    ],
)
def test_with_crawl_delay(seconds: float, expected: Pace) -> None:
    assert with_crawl_delay(Pace(1, 0.75, 4), seconds) == expected


def test_slower_suits_both() -> None:
    assert slower(Pace(1, 0.9, 4), Pace(3, 0.1, 8)) == Pace(3, 0.9, 4)
    assert Pace() == USUAL


@pytest.mark.parametrize(
    ("times", "asked", "expected"),
    [
        (1, None, 2),
        (2, None, 4),
        (8, None, 256),
        (9, None, 300),
        (1, 0.0, 0),
        (9, 1.5, 1.5),
        (1, 86_400.0, 86_400),
        (1, 1e6, 86_400),
    ],
)
def test_to_hold(times: int, asked: float | None, expected: float) -> None:
    assert to_hold(times, asked) == expected


@pytest.mark.parametrize(
    ("statuses", "times"),
    [
        ([503], 1),
        ([429, 503], 2),
        ([503] * 5, 5),
        ([503] * 5 + [200], 2),
        ([503] * 5 + [200, 200], 1),
        ([503] * 5 + [200] * 3, 0),
        ([503, 404], 0),
        ([500], None),
        ([428], None),
        ([430], None),
        ([502], None),
        ([504], None),
        ([200], None),
    ],
)
def test_good_answers_halve_what_busy_ones_add(crawl: Crawl, statuses: list[int], times: int | None) -> None:
    for status in statuses:
        crawl.pacing.answered(NAME, status, None)
    site = crawl.pacing.sites.get(NAME)
    assert (site.times if site else None) == times
    assert crawl.pacing.pace(NAME) == slowed(USUAL, times or 0)
    if site:
        assert crawl.wanted[NAME] == {
            "delay": slowed(USUAL, site.times).delay,
            "jitter": 0.5,
            "concurrency": 1 if times else 2,
        }


def test_a_slot_is_changed_with_its_site(crawl: Crawl) -> None:
    slot = crawl.slot()
    crawl.pacing.answered(NAME, 503, None)
    assert (slot.delay, slot.jitter, slot.concurrency, slot.lastseen) == (2.0, 0.5, 1, 1002.0)
    crawl.pacing.answered(NAME, 200, None)
    assert (slot.delay, slot.concurrency, slot.lastseen) == (1.0, 2, 1002.0)


@pytest.mark.parametrize(
    ("asked", "is_shut", "lastseen"), [(59.0, False, 1059.0), (60.0, False, 1060.0), (61.0, True, 1060.0)]
)
def test_a_long_wish_shuts_a_site(crawl: Crawl, asked: float, is_shut: bool, lastseen: float) -> None:
    slot, waiting = crawl.slot(), Deferred[None]()
    slot.queue.append((Request(f"https://{NAME}/"), waiting))
    failed: list[Any] = []
    waiting.addErrback(failed.append)
    crawl.pacing.answered(NAME, 503, asked)
    assert crawl.pacing.is_shut(NAME) == is_shut and slot.lastseen == lastseen
    assert crawl.pacing.shut() == ([NAME] if is_shut else []) and crawl.pacing.wait(NAME) >= asked
    assert crawl.pacing.held() == ({NAME: asked} if is_shut else {})
    assert crawl.sent == [{"signal": signals.held, "site": NAME, "seconds": asked}]
    assert [type(failure.value) for failure in failed] == ([LeftAlone] if is_shut else [])
    assert len(slot.queue) == (not is_shut)
    crawl.now += 2
    assert not crawl.pacing.is_shut(NAME)


def test_an_earlier_wish_is_not_shortened(crawl: Crawl) -> None:
    slot = crawl.slot(lastseen=2000.0)
    crawl.pacing.keep_held(NAME, 500.0)
    crawl.pacing.keep_held(NAME, 100.0)
    assert crawl.pacing.held() == {NAME: 500.0} and slot.lastseen == 2000.0
    assert crawl.sent == [] and crawl.pacing.sites[NAME].times == 0


def test_wait(crawl: Crawl) -> None:
    assert crawl.pacing.wait(NAME) == 0.0
    slot = crawl.slot(lastseen=999.75)
    assert crawl.pacing.wait(NAME) == 0.25
    slot.delay = 0
    assert crawl.pacing.wait(NAME) == 0.0
    slot.delay, slot.lastseen = 4.0, 999.0
    assert crawl.pacing.wait(NAME) == 1.0
    crawl.pacing.keep_held(NAME, 30.0)
    assert crawl.pacing.wait(NAME) == 30.5, "a slot pauses after it, too"
    crawl.slots.clear()
    assert crawl.pacing.wait(NAME) == 30.0
    crawl.now += 40
    assert crawl.pacing.wait(NAME) == 0.0


def test_paces_of_sources_and_robots(crawl: Crawl) -> None:
    assert crawl.pacing.pace(NAME) == USUAL
    crawl.pacing.set_pace(NAME, Pace(0.0, 0.5, 8))
    assert crawl.wanted[NAME] == {"delay": 0.001, "jitter": 0.5, "concurrency": 8}
    crawl.pacing.set_pace(NAME, Pace(3.0, 0.1, 9))
    assert crawl.pacing.pace(NAME) == Pace(3.0, 0.5, 8)
    crawl.pacing.crawl_delay(NAME, 5.0)
    assert crawl.pacing.pace(NAME) == Pace(10.0, 0.5, 1) and crawl.wanted[NAME]["delay"] == 10.0
    crawl.wanted.clear()
    crawl.pacing.crawl_delay(NAME, 0.0)
    assert crawl.wanted[NAME]["delay"] == 10.0, "Scrapy forgets what it makes slots from"
    crawl.pacing.crawl_delay("other.example", 0.0)
    assert crawl.pacing.sites["other.example"].pace == USUAL


def test_a_slot_keeps_what_it_has_where_nothing_is_new(crawl: Crawl) -> None:
    crawl.pacing.set_pace(NAME, USUAL)
    slot = crawl.slot()
    slot.delay = 7.0
    crawl.pacing.set_pace(NAME, USUAL)
    assert slot.delay == 7.0


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        (Request("https://Daily.example:8000/a"), "daily.example"),
        (Request("https://daily.example/", meta={"download_slot": "slot"}), "slot"),
        (Request("data:,x"), ""),
    ],
)
def test_site_of(request_: Request, name: str) -> None:
    assert site_of(request_) == name


def test_under_way(crawl: Crawl) -> None:
    crawl.active.update(Request(url) for url in ("https://a.example/1", "https://a.example/2", "https://b.example/"))
    assert crawl.pacing.under_way() == {"a.example": 2, "b.example": 1}
    assert str(LeftAlone()) == "The site asks to be left alone."
