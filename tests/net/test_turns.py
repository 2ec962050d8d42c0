"""Requests are sent within the turns of their hosts, which all machines share."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request

from crawler.net import turns as module
from crawler.net.download import DownloadHandler, _flush
from crawler.net.turns import TooLate, Turn, Turns, take_turn

HOST = "a.example"
PAUSE = 3.0
MARGIN = 0.1


class Store:
    """A store whose answers take their time."""

    def __init__(self, clock: Clock, answer_takes: float) -> None:
        self.clock, self.answer_takes, self.asked = clock, answer_takes, list[tuple[str, float, float]]()

    def ask(self, site: str, pause: float, unused: float = 0.0) -> tuple[float, int, float]:
        self.asked.append((site, pause, unused))
        self.clock.now += self.answer_takes
        return 2.0, 1, 77.0


class Clock:
    now = 1_000.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(module, "monotonic", lambda: found.now)
    return found


@pytest.mark.parametrize(
    ("answer_takes", "begin", "end"),
    [
        (0.0, 1_002.0, 1_002.0 + MARGIN / 2),
        (0.02, 1_002.02, 1_002.0 + MARGIN / 2),  # the store may have decided at any time meanwhile
        (0.5, 1_002.5, 1_002.0 + MARGIN / 2),  # never open
    ],
)
def test_take_turn(clock: Clock, answer_takes: float, begin: float, end: float) -> None:
    store: Any = Store(clock, answer_takes)
    turn = take_turn(store, HOST, PAUSE)
    assert (turn.begin, turn.end, turn.times) == (pytest.approx(begin), pytest.approx(end), 1)
    take_turn(store, HOST, 0.06, turn)
    assert store.asked == [(HOST, PAUSE + MARGIN, 0.0), (HOST, pytest.approx(0.08), 77.0)]


@pytest.mark.parametrize(
    ("now", "used", "is_open"),
    [(4.9, False, False), (5.0, False, True), (6.0, False, True), (6.1, False, False), (5.5, True, False)],
)
def test_a_turn_is_open(clock: Clock, now: float, used: bool, is_open: bool) -> None:
    clock.now = now
    assert Turn(5.0, 6.0, used=used).is_open is is_open


def test_each_turn_is_used_once(clock: Clock) -> None:
    turns, first, late = Turns(), Turn(0, 2_000), Turn(0, 900)
    turns.use(HOST)  # its pace is no matter of all machines
    with turns.hold(HOST, late), turns.hold(HOST, first):
        turns.use(HOST)
        turns.use("b.example")
        with pytest.raises(TooLate):
            turns.use(HOST)
    turns.use(HOST)
    assert (first.used, late.used) == (True, False)


def test_the_pause_is_counted_from_when_a_request_was_sent(clock: Clock) -> None:
    turns = Turns()
    turns.sent(HOST)
    assert turns.wait(HOST, PAUSE) == 0, "its pace is no matter of all machines"
    with turns.hold(HOST, Turn(0, 2_000, pause=PAUSE)), turns.hold(HOST, Turn(0, 2_000, pause=PAUSE)):
        turns.use(HOST)
        clock.now += 0.5  # it was stopped for a moment
        turns.sent(HOST)
        clock.now += PAUSE - 0.1
        with pytest.raises(TooLate):
            turns.use(HOST)
        assert turns.wait(HOST, PAUSE) == pytest.approx(0.1)
        clock.now += 0.11
        turns.use(HOST)


class Transport:
    """Notes what is sent, as Twisted's do."""

    def __init__(self, transport: Any = None) -> None:
        self.done: list[str] = []
        if transport:
            self.transport, self._aggregator = transport, SimpleNamespace(flush=lambda: self.done.append("flush"))
        else:
            self.doWrite = lambda: self.done.append("write")


def test_a_request_is_sent_at_once() -> None:
    """Also over TLS, where it is gathered first."""
    plain, below = Transport(), Transport()
    _flush(plain)
    _flush(over := Transport(below))
    _flush(object())
    assert (plain.done, over.done, below.done) == (["write"], ["flush"], ["write"])


def handler(pace: Any, download: Callable[[Request], Awaitable[Any]]) -> tuple[DownloadHandler, Any]:
    """A handler without a crawl."""
    found: Any = DownloadHandler.__new__(DownloadHandler)
    found._turns, found._pacing, found._download = Turns(), pace, download
    return found, found


class Pace:
    """Gives these turns, and notes which missed ones are given back."""

    def __init__(self, *turns: Turn | None) -> None:
        self._turns, self.missed = list(turns), list[Turn | None]()

    async def turn(self, name: str, unused: Turn | None = None) -> Turn | None:
        assert name == HOST
        self.missed.append(unused)
        return self._turns.pop(0)


def test_a_request_that_is_late_takes_another_turn(clock: Clock) -> None:
    """As when its connection takes long; and one that is sent again, over another connection, has two turns."""
    late, good, again = Turn(0, 900), Turn(0, 2_000), Turn(0, 2_000)
    pace, sent = Pace(late, good, again), []

    async def download(request: Request) -> str:
        own._turns.use(HOST)
        sent.append(request.url)
        if len(sent) == 1:
            own._turns.use(HOST)
        return "answer"

    found, own = handler(pace, download)
    assert asyncio.run(found.download_request(Request(f"http://{HOST}/1"))) == "answer"  # type: ignore[comparison-overlap]
    assert pace.missed == [None, late, None] and len(sent) == 2
    assert own._turns._by_host == {}


def test_a_host_whose_pace_is_no_matter_of_all(clock: Clock) -> None:
    async def download(request: Request) -> str:
        own._turns.use(HOST)
        return "answer"

    found, own = handler(Pace(None), download)
    assert asyncio.run(found.download_request(Request(f"http://{HOST}/1"))) == "answer"  # type: ignore[comparison-overlap]
