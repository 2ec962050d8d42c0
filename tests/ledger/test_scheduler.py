"""The scheduler of a crawl with a ledger: what becomes pending, what comes next, what retries and redirects lead to."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.signals import request_dropped

from crawler.engine import signals
from crawler.ledger import Completion, open_ledger
from crawler.ledger.lease_state import LeaseState
from crawler.ledger.renewal import LEASE_SECONDS, RENEW_EVERY
from crawler.ledger.requests import LEASE, PARENT
from crawler.ledger.scheduler import LedgerScheduler
from tests.ledger.in_process import NOW, SITE, article, begin, feed, scheduler


@pytest.fixture
def found(tmp_path: Path) -> LedgerScheduler:
    return scheduler(begin(tmp_path))


def lent(found: LedgerScheduler, request: Request) -> tuple[Request, LeaseState]:
    """A request that is made pending and comes next, with its state."""
    found.run.asked.add(found.run.key(request))
    assert found.enqueue_request(request)
    given = found.next_request()
    assert given
    return given, found.run.leases[given.meta[LEASE]]


def ended(found: LedgerScheduler, request: Request, status: int = 200) -> None:
    found._ended(Response(request.url, status, request=request), request)


def failures(found: LedgerScheduler) -> list[tuple[str, str]]:
    said = found.run.crawler.heard.of("failed")  # type: ignore[attr-defined]
    return [(values["failure"].kind, values["failure"].message) for values in said]


def test_a_request_is_pending_once_and_comes_once(found: LedgerScheduler) -> None:
    assert not found.has_pending_requests()
    assert [found.enqueue_request(article(n)) for n in (1, 1, 2)] == [True, False, True]
    assert found.has_pending_requests()
    urls = {request.url for _ in range(2) if (request := found.next_request())}
    assert urls == {f"{SITE}/story/1", f"{SITE}/story/2"} and found.next_request() is None
    found.enqueue_request(article(1))
    assert not found.has_pending_requests()


def test_requests_that_are_known_are_dropped_when_they_are_written(found: LedgerScheduler) -> None:
    """One look at the ledger is for all of them."""
    dropped: list[Request] = []
    found.crawler.signals.send_catch_log = (  # type: ignore[method-assign]
        lambda signal, **more: dropped.append(more["request"]) if signal is request_dropped else None
    )
    found.enqueue_request(article(1))
    assert found.next_request()
    again = [article(number) for number in (1, 2)]
    assert [found.enqueue_request(request) for request in again] == [True, True] and dropped == []
    assert found.has_pending_requests() and dropped == [again[0]]


def test_new_requests_are_in_the_ledger_before_the_end_of_what_led_to_them(found: LedgerScheduler) -> None:
    request, state = lent(found, feed())
    found.enqueue_request(article(1, meta={PARENT: state.lease.id}))
    assert found.run.ledger.seen([found.run.key(article(1))]) == set()
    ended(found, request)
    assert state.found == 1 and len(found.run.ledger.seen([found.run.key(article(1))])) == 1
    assert found.run.ledger.state(state.lease.key) == "passed"


@pytest.mark.parametrize("temporary", [True, False])
def test_what_cannot_be_stored_is_made_without_a_lease_where_nothing_is_kept(tmp_path: Path, temporary: bool) -> None:
    """As in ``scrapy shell``."""
    found = scheduler(begin(tmp_path, COPYDESK_TEMPORARY_LEDGER="1" if temporary else ""))
    request = article(1, callback=lambda response: None)
    if temporary:
        assert found.enqueue_request(request) and found.has_pending_requests() and found.next_request() is request
        assert found.next_request() is None
    else:
        with pytest.raises(ValueError, match="cannot be kept in a ledger"):
            found.enqueue_request(request)


@pytest.mark.parametrize("only_due", [True, False])
def test_a_list_is_brought_forward_unless_only_what_is_due_is_wanted(tmp_path: Path, only_due: bool) -> None:
    found = scheduler(begin(tmp_path, COPYDESK_ONLY_DUE=only_due))
    request, _ = lent(found, feed())
    ended(found, request)
    found.run.visited.clear()  # as in the next run
    assert found.enqueue_request(feed())
    assert bool(found.next_request()) is not only_due


@pytest.mark.parametrize(("schedule", "due"), [({}, NOW + 2250), ({"schedule": "*/5 * * * *"}, (NOW // 300 + 1) * 300)])
def test_a_list_that_was_read_in_this_run_is_brought_forward_no_more(
    found: LedgerScheduler, schedule: dict[str, str], due: int
) -> None:
    """But to the next time of its schedule, which may have changed."""
    request, state = lent(found, feed())
    ended(found, request)
    found.run.crawler.spider.schedules = {"daily": schedule}  # type: ignore[union-attr]
    found.enqueue_request(feed())
    found._unwritten.write()
    now = found.run.ledger.due(state.lease.key)
    assert now and due <= now <= due + (300 if schedule else 0)


@pytest.mark.parametrize(("of", "asked"), [("index", False), ("section", True), ("", True)])
def test_which_lists_are_start_requests(found: LedgerScheduler, of: str, asked: bool) -> None:
    """The page of a section, whose request is for no list, leads to none."""
    meta = {}
    if of:
        _, state = lent(found, feed(of) if of == "index" else article(9))
        meta = {PARENT: state.lease.id}
    found.enqueue_request(feed(meta=meta))
    found._unwritten.write()
    key = found.run.key(feed())
    assert (key in found.run.asked) is asked
    assert (len(found.run.ledger.ancestors(key)) == 2) is not asked


def test_a_list_that_two_name_is_below_both(found: LedgerScheduler) -> None:
    for url in (f"{SITE}/index", "https://other.example/index"):
        _, state = lent(found, feed().replace(url=url))
        found.enqueue_request(feed(meta={PARENT: state.lease.id}))
    found._unwritten.write()
    assert len(found.run.ledger.ancestors(found.run.key(feed()))) == 3


def test_a_retry_goes_on_under_its_lease(found: LedgerScheduler) -> None:
    request, state = lent(found, article(1))
    assert found.enqueue_request(request.replace(dont_filter=True)) and found.has_pending_requests()
    again = found.next_request()
    assert again and again.meta[LEASE] == state.lease.id and found.next_request() is None
    assert state.aliases == []


def test_a_redirect_goes_on_under_its_lease_and_is_known_from_then_on(found: LedgerScheduler) -> None:
    request, state = lent(found, article(1))
    assert found.enqueue_request(request.replace(url=f"{SITE}/story/2"))
    assert state.aliases == [found.run.key(article(2))] and not found.enqueue_request(article(2))
    again = found.next_request()
    assert again and again.url == f"{SITE}/story/2"
    ended(found, again)
    assert len(found.run.ledger.seen([found.run.key(article(2))])) == 1


@pytest.mark.parametrize("written", [True, False])
def test_a_redirect_to_what_is_known_ends_its_lease(found: LedgerScheduler, written: bool) -> None:
    request, state = lent(found, article(1))
    found.enqueue_request(article(2))
    if written:
        found._unwritten.write()
    assert not found.enqueue_request(request.replace(url=f"{SITE}/story/2"))
    history = found.run.ledger.history(state.lease.key)
    assert history and (history.state, history.message) == ("repeated", "") and not found.run.leases
    assert len(found.run.ledger.seen([found.run.key(article(2))])) == 1


@pytest.mark.parametrize("path", [[1], [2, 2], [2, 1]])
def test_a_circle_is_a_failure(found: LedgerScheduler, path: list[int]) -> None:
    request, state = lent(found, article(1))
    for number in path[:-1]:
        assert found.enqueue_request(request.replace(url=f"{SITE}/story/{number}"))
    assert not found.enqueue_request(request.replace(url=f"{SITE}/story/{path[-1]}"))
    history = found.run.ledger.history(state.lease.key)
    assert history and (history.state, history.message) == ("failed", f"{SITE}/story/1 redirects to itself.")


def test_what_is_not_wanted_is_passed_over(found: LedgerScheduler) -> None:
    spider: Any = found.run.crawler.spider
    spider.wants = lambda request: request.url.endswith("/3")
    for number in (1, 2, 3):
        found.enqueue_request(article(number))
    request = found.next_request()
    assert request and request.url == f"{SITE}/story/3"
    assert len(list(found.run.held())) == 3


def test_a_site_of_which_nothing_is_wanted_is_left_out_until_the_sources_change(found: LedgerScheduler) -> None:
    spider: Any = found.run.crawler.spider
    spider.wanted = False
    for number in range(300):
        found.enqueue_request(article(number))
    assert found.next_request() is None and not found.has_pending_requests()
    assert sum(1 for _ in found.run.held()) == 200
    spider.wanted = True
    found.sources_changed()
    assert found.has_pending_requests() and found.next_request()
    found.run.started = True
    found.sources_changed()
    assert not found.run.started


def test_while_a_list_is_read_no_other_request_of_its_site_is_made(found: LedgerScheduler) -> None:
    """Its newest article is not known yet."""
    request, _ = lent(found, feed())
    found.enqueue_request(article(1))
    assert found.next_request() is None
    ended(found, request)
    assert found.next_request()


def test_new_requests_may_come_before_what_is_claimed(found: LedgerScheduler) -> None:
    for number in (1, 2):
        found.enqueue_request(article(number))
    found.next_request()
    found.enqueue_request(article(3, priority=5))
    request = found.next_request()
    assert request and request.url == f"{SITE}/story/3"
    assert found.next_request() and found.next_request() is None


def test_no_more_leases_are_claimed_than_are_soon_made(found: LedgerScheduler) -> None:
    for number in range(70):
        found.enqueue_request(article(number))
    found.next_request()
    other = found.run.ledger.claim(99, NOW, 60)
    assert len(other) == 70 - 64


@pytest.mark.parametrize(
    ("later", "free"), [(LEASE_SECONDS - 1, 0), (LEASE_SECONDS, 3), (RENEW_EVERY + LEASE_SECONDS, 3)]
)
def test_leases_end_with_a_run_that_is_no_more(found: LedgerScheduler, later: int, free: int) -> None:
    for number in (1, 2, 3):
        found.enqueue_request(article(number))
    found.next_request()
    assert len(found.run.ledger.claim(9, NOW + later, 60)) == free


def test_leases_are_renewed_when_it_is_asked_what_is_pending(found: LedgerScheduler) -> None:
    for number in (1, 2, 3):
        found.enqueue_request(article(number))
    found.next_request()
    found.run.clock = lambda: float(NOW + RENEW_EVERY)
    assert found.has_pending_requests()
    assert found.run.ledger.claim(9, NOW + RENEW_EVERY + LEASE_SECONDS - 1, 60) == []


@pytest.mark.parametrize(("reason", "state"), [("finished", "passed"), ("shutdown", None)])
def test_the_end_of_a_crawl(tmp_path: Path, reason: str, state: str | None) -> None:
    """What was dropped on its way is complete if the crawl came to its end; the rest stays pending."""
    found = scheduler(begin(tmp_path))

    async def crawl() -> None:
        found.open(found.run.crawler.spider)  # type: ignore[arg-type]
        lent(found, article(1))
        waiting, _ = lent(found, article(2))
        found.enqueue_request(waiting.replace(dont_filter=True))
        found.enqueue_request(article(3))
        found.close(reason)

    asyncio.run(crawl())
    ledger = open_ledger(str(tmp_path / "ledger.db"))
    states = [ledger.state(found.run.key(article(number))) for number in (1, 2, 3)]
    assert states == [state, None, None] and len(ledger.seen([found.run.key(article(3))])) == 1
    ledger.close()


def test_a_crawl_whose_ledger_failed_writes_nothing(found: LedgerScheduler) -> None:
    request, _ = lent(found, article(1))
    found.run.stopped = True
    assert not found.enqueue_request(article(2)) and not found.enqueue_request(request)
    assert found.next_request() is None and not found.has_pending_requests()
    asyncio.run(_close(found))


async def _close(found: LedgerScheduler) -> None:
    found.open(found.run.crawler.spider)  # type: ignore[arg-type]
    found.close("finished")


@pytest.mark.parametrize("signal", [signals.started, signals.visit_started])
def test_all_sites_are_looked_at_again_in_a_new_visit(found: LedgerScheduler, signal: object) -> None:
    async def crawl() -> tuple[bool, bool]:
        found.open(found.run.crawler.spider)  # type: ignore[arg-type]
        for _ in range(200):
            found._site_scheduler.passed("daily.example")
        found.run.ledger.add([])
        before = found._site_scheduler.shut() == {"daily.example"}
        found.run.crawler.signals.send_catch_log(signal)
        after = found._site_scheduler.shut() == set()
        found.close("finished")
        return before, after

    assert asyncio.run(crawl()) == (True, True)


def test_the_end_of_a_request_is_heard_from_scrapy(found: LedgerScheduler) -> None:
    async def crawl() -> None:
        found.open(found.run.crawler.spider)  # type: ignore[arg-type]
        request, _ = lent(found, article(1))
        assert found.crawler.engine
        found.crawler.engine.scraper.enqueue_scrape(Response(request.url, request=request), request)
        assert not found.run.leases
        found.close("finished")

    asyncio.run(crawl())


def test_due_requests_of_a_site_that_is_left_alone_are_reported_at_the_end(tmp_path: Path) -> None:
    before = open_ledger(str(tmp_path / "ledger.db"))
    before.hold("daily.example", NOW + 5_000)
    before.close()
    found = scheduler(begin(tmp_path))

    async def crawl(reason: str) -> None:
        found.open(found.run.crawler.spider)  # type: ignore[arg-type]
        found.enqueue_request(article(1))
        assert found.next_request() is None
        found.close(reason)

    asyncio.run(crawl("finished"))
    [(kind, message)] = failures(found)
    assert kind == "busy" and message.startswith("daily.example was not asked: it asks to be left alone for another ")


def test_an_answered_request_is_not_made_again(found: LedgerScheduler) -> None:
    _, state = lent(found, article(1))
    found.run.ledger.complete([Completion(state.lease, "delivered", NOW)])
    del found.run.leases[state.lease.id]
    found.enqueue_request(article(1))
    assert found.next_request() is None
