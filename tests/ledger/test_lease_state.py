"""What is written at the end of a lease."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.ledger.lease_state import LeaseState
from crawler.ledger.model import Known, Lease, Record, Validators
from crawler.ledger.replaced import Replaced

URL = "https://daily.example/feed"
NOW = 1_000_000


def lease_state(interval: int = 0, meta: dict[str, Any] | None = None, visits: int = 0, **more: Any) -> LeaseState:
    lease = Lease(1, 1, 5, URL, b"", "daily.example", visits=visits)
    return LeaseState(lease, Request(URL, meta=meta or {}, cb_kwargs={"source_name": "daily"}), interval, **more)


def answer(status: int = 200, **headers: str) -> Response:
    return Response(URL, status, headers={k.replace("_", "-"): v for k, v in headers.items()}, body=b"12345")


@pytest.mark.parametrize(
    ("given", "response", "interval", "due"),
    [
        (lease_state(1800), answer(), 2250, NOW + 2250),
        (lease_state(1800, found=1), answer(), 1200, NOW + 1200),
        (lease_state(1800), answer(304), 2250, NOW + 2250),
        (lease_state(1800), answer(503), 1800, NOW + 1800),
        (lease_state(7200), answer(503), 7200, NOW + 3600),
        (lease_state(1800), answer(503, Retry_After="5000"), 1800, NOW + 5000),
        (lease_state(1800), None, 2250, NOW + 2250),
        (lease_state(1800, {"schedule": "every 20 minutes"}, found=9), answer(), 327, None),
    ],
)
def test_a_feed(given: LeaseState, response: Response | None, interval: int, due: int | None) -> None:
    completion = given.complete(response, NOW)
    assert completion.interval == interval
    if due is None:  # by its schedule, a little late
        assert completion.due and NOW + 1200 <= completion.due <= NOW + 1200 + 120
    else:
        assert completion.due == due


def test_an_article() -> None:
    lent = lease_state(
        meta={"revisits": [60, 600]}, records=[Record(b"{}\n", 7, Known(2, "", b""))], article=7, aliases=[9]
    )
    completion = lent.complete(answer(), NOW)
    assert (completion.state, completion.due, completion.article, completion.aliases) == ("delivered", NOW + 60, 7, [9])
    assert (completion.source, completion.counts) == ("daily", {"requests": 1, "bytes": 5, "revised": 1})


@pytest.mark.parametrize(("status", "kept"), [(200, True), (304, True), (503, False)])
def test_validators_are_kept_only_with_what_was_dealt_with(status: int, kept: bool) -> None:
    lent = lease_state(1800, validators={5: Validators('"a"')})
    assert bool(lent.complete(answer(status), NOW).validators) is kept


def test_what_leads_to_a_known_address_is_looked_at_again() -> None:
    completion = lease_state(repeated=True).complete(None, NOW)
    assert (completion.state, completion.due) == ("repeated", NOW + 3600)


@pytest.mark.parametrize(
    ("status", "stable_from", "named", "due", "read"),
    [
        (200, NOW, True, None, "v1"),
        (304, NOW, True, None, "v1"),
        (200, NOW + 1, True, NOW + 2250, ""),
        (200, NOW + 1, False, None, ""),
        (404, NOW, True, NOW + 2250, ""),
        (503, NOW, True, NOW + 1800, ""),
    ],
)
def test_a_list_whose_version_is_known(status: int, stable_from: int, named: bool, due: int | None, read: str) -> None:
    """It is read once for each version, but for one that may yet change, or was not had."""
    lent = lease_state(1800, {"stable_from": stable_from, "version": "v1"}, named=named)
    lent.lease = replace(lent.lease, version="v1")
    completion = lent.complete(answer(status), NOW)
    assert (completion.due, completion.read_version, completion.complete) == (due, read, status == 200)


def test_a_time_that_is_of_another_version_says_nothing_of_this_one() -> None:
    """The list was named anew while its request was under way."""
    lent = lease_state(1800, {"stable_from": NOW, "version": "v0"}, named=True)
    lent.lease = replace(lent.lease, version="v1")
    completion = lent.complete(answer(200), NOW)
    assert (completion.due, completion.read_version) == (NOW + 2250, "")


@pytest.mark.parametrize(("now", "read"), [(0, "v1"), (NOW, "v1")])
def test_a_version_that_is_not_said_to_change_is_read_for_good(now: int, read: str) -> None:
    lent = lease_state(1800, {"version": "v1"})
    lent.lease = replace(lent.lease, version="v1")
    assert lent.complete(answer(), now).read_version == read


@pytest.mark.parametrize(
    ("headers", "held"), [({}, False), ({"Retry_After": "0"}, False), ({"Retry_After": "9"}, True)]
)
def test_whether_a_site_said_to_wait(headers: dict[str, str], held: bool) -> None:
    assert lease_state(1800).complete(answer(503, **headers), NOW).held is held


@pytest.mark.parametrize(
    ("given", "response", "message"),
    [
        (lease_state(failure="timeout", message="It took too long."), None, "It took too long."),
        (lease_state(), answer(503), "It answered 503."),
        (lease_state(), answer(404), "It answered 404."),
        (lease_state(), answer(410), ""),
        (lease_state(visits=1), answer(404), "It is gone: its address answered 404."),
        (lease_state(visits=1), answer(410), "It is gone: its address answered 410."),
        (lease_state(), answer(200), ""),
    ],
)
def test_messages(given: LeaseState, response: Response | None, message: str) -> None:
    assert given.complete(response, NOW).message == message


@pytest.mark.parametrize(
    ("given", "response", "state", "kept"),
    [
        (lease_state(records=[Record(b"{}\n", 7, Known(1, "", b""))], aliases=[9]), answer(), "delivered", True),
        (lease_state(known=1, visits=1, aliases=[9]), answer(), "unchanged", True),
        (lease_state(aliases=[9]), answer(), "passed", True),
        (lease_state(repeated=True, aliases=[9]), None, "repeated", True),
        (lease_state(aliases=[9]), answer(503), "failed", False),
        (lease_state(aliases=[9], failure="robots"), None, "refused", False),
        (lease_state(aliases=[9]), answer(410), "removed", False),
        (lease_state(aliases=[9], failure="not-html"), answer(), "dead", False),
    ],
)
def test_where_it_was_redirected_is_known_once_that_was_of_use(
    given: LeaseState, response: Response | None, state: str, kept: bool
) -> None:
    """What failed may be asked there by another request."""
    completion = given.complete(response, NOW)
    assert (completion.state, list(completion.aliases)) == (state, [9] if kept else [])


@pytest.mark.parametrize(
    ("hints", "due"),
    [
        (None, NOW + 3600),
        ({"date_published": "1970-01-12T11:46:40Z"}, NOW - 7200 + 21_600),
        ({"date_modified": "1970-01-12T11:46:40Z"}, NOW - 7200 + 21_600),
    ],
)
def test_an_article_is_as_old_as_its_list_says(hints: dict[str, str] | None, due: int) -> None:
    lent = lease_state(records=[Record(b"{}\n", 7, Known(1, "", b""))])
    lent.request = Request(URL, cb_kwargs={"hints": hints})
    assert lent.complete(answer(), NOW).due == due


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Tokyo", 21), ("UTC", 6), ("", 6)])
def test_a_schedule_is_in_the_time_zone_of_its_source(zone: str, hour: int) -> None:
    lent = lease_state(1800, {"schedule": "0 6 * * *", **({"timezone": zone} if zone else {})})
    due = lent.complete(answer(), NOW).due
    assert due and NOW < due <= NOW + 90_000 and due // 3600 % 24 == hour


@pytest.mark.parametrize(
    ("given", "response", "counts"),
    [
        (lease_state(), None, {"requests": 1}),
        (lease_state(), answer(), {"requests": 1, "bytes": 5}),
        (lease_state(visits=1), answer(304), {"requests": 1, "bytes": 5, "not modified": 1, "unchanged": 1}),
        (lease_state(), answer(503), {"requests": 1, "bytes": 5, "failed": 1}),
        (lease_state(), answer(410), {"requests": 1, "bytes": 5, "removed": 1}),
        (lease_state(repeated=True), None, {"requests": 1, "repeated": 1}),
        (
            lease_state(records=[Record(b"", 7, Known(r, "", b"")) for r in (1, 2, 3)] + [Record(b"")]),
            answer(),
            {"requests": 1, "bytes": 5, "new": 2, "revised": 2},
        ),
    ],
)
def test_counts(given: LeaseState, response: Response | None, counts: dict[str, int]) -> None:
    assert given.complete(response, NOW).counts == counts


@pytest.mark.parametrize(("named", "source"), [("daily", "daily"), ("", "daily.example"), (None, "daily.example")])
def test_what_no_source_has_is_counted_for_its_site(named: str | None, source: str) -> None:
    lent = lease_state()
    lent.request = Request(URL, cb_kwargs={} if named is None else {"source_name": named})
    assert (lent.source, lent.complete(answer(), NOW).source) == (source, source)
    assert lent.is_listed is (named is not None) and lent.was_removed is False


@pytest.mark.parametrize(
    ("found", "visits", "state", "message"),
    [
        (Replaced("the home page"), 0, "failed", "It answered 200."),
        (Replaced("the home page"), 1, "removed", "It is gone: its address gives the home page."),
        (Replaced("a wall", is_removed=False), 1, "failed", "It answered 200."),
    ],
)
def test_what_stands_in_its_place(found: Replaced, visits: int, state: str, message: str) -> None:
    completion = lease_state(visits=visits, replaced=found, failure="no-article").complete(answer(), NOW)
    assert (completion.state, completion.message) == (state, message)
