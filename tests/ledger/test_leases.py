"""The leases of a crawl: whose a record or a failure is, which are claimed, which sites are left alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DropItem
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager
from twisted.internet.defer import Deferred, succeed
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.errors import Failure
from crawler.ledger.after_scrape import after_scrape
from crawler.ledger.claimed import Claimed
from crawler.ledger.errors import LedgerError, damaged
from crawler.ledger.holds import Holds
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.leases import Leases, NoArticle
from crawler.ledger.model import Lease
from crawler.ledger.replaced import Replaced
from crawler.ledger.requests import LEASE
from crawler.net.pacing import Pacing

URL = "https://daily.example/{}"


def lease(number: int, site: str = "daily.example") -> Lease:
    return Lease(number, 1, 10 + number, URL.format(number), b"", site)


def held(lines: bool = True) -> tuple[Leases, list[LeaseState], list[Response]]:
    """Two leases; the second is asked under another name."""
    leases, responses = Leases(lines), []
    for number in (1, 2):
        named = {"requested_url": "https://short.example/2"} if number == 2 else {}
        request = Request(URL.format(number), meta={LEASE: number}, cb_kwargs=named)
        leases[number] = LeaseState(lease(number), request)
        responses.append(Response(request.url, request=request))
    return leases, list(leases.values()), responses


def test_whose_a_response_is() -> None:
    leases, states, responses = held()
    assert [leases.find(response) for response in responses] == states
    assert [leases.find(response.request) for response in responses] == states
    assert leases.find(None) is None and leases.find(Request(URL.format(1))) is None
    assert leases.find(TwistedFailure(ValueError())) is None  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("url", "key", "asked_as"),
    [
        (URL.format(1), 11, None),
        (URL.format(2), 12, None),
        ("https://short.example/2", 12, 2),
        (URL.format(3), 0, None),
    ],
)
def test_whose_an_address_is(url: str, key: int, asked_as: int | None) -> None:
    leases, _, _ = held()
    assert leases.address(url) == key
    found = leases.asked_as(url)
    assert (found.lease.id if found else None) == asked_as


@pytest.mark.parametrize(("lines", "line"), [(True, b'{"url": "x"}\n'), (False, b"")])
def test_a_record_is_kept(lines: bool, line: bytes) -> None:
    leases, (first, second), responses = held(lines)
    leases.scraped({"url": "x"}, responses[0])
    leases.scraped({"url": "x"}, None)
    [record] = first.records
    assert (record.line, record.article, first.article, second.records) == (line, None, None, [])


def test_what_is_dropped() -> None:
    leases, (first, second), responses = held()
    gone = Replaced("the home page")
    leases.dropped({}, responses[0], NoArticle(gone))
    leases.dropped({}, responses[1], DropItem("It is as it was."))
    leases.dropped({}, None, NoArticle(gone))
    assert (first.replaced, first.known, second.replaced, second.known) == (gone, 0, None, 1)
    assert str(NoArticle(gone)) == "It is the home page." and NoArticle(gone).log_level == "DEBUG"


def test_bugs_and_failures() -> None:
    leases, (first, second), responses = held()
    leases.broken(TwistedFailure(KeyError("x")), responses[0])  # type: ignore[no-untyped-call]
    leases.broken(TwistedFailure(KeyError("x")), None)  # type: ignore[no-untyped-call]
    assert (first.failure, first.message) == ("bug", f"Reading {URL.format(1)} failed by a bug: KeyError.")
    assert (second.failure, second.message) == (None, "")
    for source in ("https://short.example/2", URL.format(2)):
        second.failure = None
        leases.told(Failure(source, "http", "It is so."))
        assert (second.failure, second.message, first.failure) == ("http", "It is so.", "bug")


def test_signals_of_the_crawl_are_heard() -> None:
    leases, (first, second), _ = held()
    crawler: Any = SimpleNamespace(signals=SignalManager())
    leases.listen(crawler)
    crawler.signals.send_catch_log(signals.failed, failure=Failure(URL.format(1), "http", "It is so."))
    assert (first.failure, second.failure) == ("http", None)


def test_claimed() -> None:
    claimed, leases = Claimed(), [lease(1), lease(2, "other.example"), lease(3)]
    claimed.put(leases)
    assert claimed.all() == [leases[0], leases[2], leases[1]]
    assert claimed.take("daily.example") == leases[0] and set(claimed) == {"daily.example", "other.example"}
    assert claimed.take("daily.example") == leases[2] and set(claimed) == {"other.example"}
    assert claimed.remove(["daily.example", "other.example"]) == [leases[1]] and not claimed


class Held:
    """A ledger in which a site is to be left alone for ten seconds."""

    def __init__(self, due: bool) -> None:
        self.due, self.noted, self.asked = due, dict[str, int](), list[tuple[int, set[str]]]()

    def holds(self, now: int) -> dict[str, int]:
        return {"daily.example": now + 100}

    def hold(self, site: str, until: int) -> None:
        self.noted[site] = until

    def has_due(self, now: int, skip: set[str]) -> bool:
        self.asked.append((now, set(skip)))
        return self.due


@pytest.mark.parametrize("visit", [None, ("daily", "digest")])
@pytest.mark.parametrize("due", [True, False])
def test_pauses_outlast_a_run(due: bool, visit: tuple[str, str] | None) -> None:
    ledger = Held(due)
    run: Any = SimpleNamespace(ledger=ledger, now=lambda: 1000, attempt=lambda call: call())
    kept: dict[str, float] = {}
    pacing = SimpleNamespace(
        store=None, keep_held=kept.__setitem__, held=lambda: {"daily.example": 90.0, "other.example": 5.0}
    )
    found: list[Failure] = []
    hear = lambda failure: found.append(failure)  # noqa: E731 (signals hold their receivers weakly)
    crawler: Any = SimpleNamespace(signals=SignalManager(), get_extension=lambda cls: pacing if cls is Pacing else None)
    crawler.settings = Settings({"COPYDESK_VISIT": visit})
    crawler.signals.connect(hear, signals.failed)
    holds = Holds(crawler, run)
    assert pacing.store is (ledger if visit else None)
    assert holds.until() == (1005 if due else None), "of a site without due requests it is no matter"
    assert ledger.asked == [(1000, {"other.example"}), (1000, {"daily.example"})]
    assert kept == {"daily.example": 100}
    crawler.signals.send_catch_log(signals.held, site="other.example", seconds=4.2)
    assert ledger.noted == {"other.example": 1005}
    holds.report_unmade_requests()
    sentence = "daily.example was not asked: it asks to be left alone for another 90 seconds."
    assert ledger.asked[2:] == [(1000, {"other.example"})]
    assert [(f.source, f.kind) for f in found] == ([("daily.example", "busy")] if due else [])
    assert [failure.message for failure in found] == ([sentence] if due else [])


def test_after_scrape() -> None:
    scraper, done = SimpleNamespace(enqueue_scrape=lambda result, request: succeed(None)), list[Any]()
    after_scrape(scraper, lambda result, request: done.append((result, request)))
    given: Deferred[None] = scraper.enqueue_scrape("result", "request")
    assert done == [("result", "request")] and isinstance(given, Deferred)


def test_errors() -> None:
    error = damaged("l.db", "x  y\n" + "z" * 200)
    assert (error.kind, str(error)) == (
        "damaged", f"l.db is damaged (x y {'z' * 116}); take a copy of it, or begin another ledger."
    )  # fmt: skip
    assert (LedgerError("So.").kind, LedgerError("So.").reason, LedgerError("So.", reason="x").reason) == (
        "unusable", "So.", "x"
    )  # fmt: skip
