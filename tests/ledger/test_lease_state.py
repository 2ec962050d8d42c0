"""What is written at the end of a lease."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.ledger.lease_state import Loan
from crawler.ledger.model import Known, Lease, Record, Validators

URL = "https://daily.example/feed"
NOW = 1_000_000


def loan(interval: int = 0, meta: dict[str, Any] | None = None, visits: int = 0, **more: Any) -> Loan:
    lease = Lease(1, 1, 5, URL, b"", "daily.example", visits=visits)
    return Loan(lease, Request(URL, meta=meta or {}, cb_kwargs={"source_name": "daily"}), interval, **more)


def answer(status: int = 200, **headers: str) -> Response:
    return Response(URL, status, headers={k.replace("_", "-"): v for k, v in headers.items()}, body=b"12345")


@pytest.mark.parametrize(
    ("given", "response", "interval", "due"),
    [
        (loan(1800), answer(), 2250, NOW + 2250),
        (loan(1800, found=1), answer(), 1200, NOW + 1200),
        (loan(1800), answer(304), 2250, NOW + 2250),
        (loan(1800), answer(503), 1800, NOW + 1800),
        (loan(7200), answer(503), 7200, NOW + 3600),
        (loan(1800), answer(503, Retry_After="5000"), 1800, NOW + 5000),
        (loan(1800), None, 2250, NOW + 2250),
        (loan(1800, {"schedule": "every 20 minutes"}, found=9), answer(), 327, None),
    ],
)
def test_a_feed(given: Loan, response: Response | None, interval: int, due: int | None) -> None:
    settlement = given.settle(response, NOW)
    assert settlement.interval == interval
    if due is None:  # by its schedule, a little late
        assert settlement.due and NOW + 1200 <= settlement.due <= NOW + 1200 + 120
    else:
        assert settlement.due == due


def test_an_article() -> None:
    lent = loan(meta={"revisits": [60, 600]}, records=[Record(b"{}\n", 7, Known(2, "", b""))], article=7, aliases=[9])
    settlement = lent.settle(answer(), NOW)
    assert (settlement.state, settlement.due, settlement.article, settlement.aliases) == ("delivered", NOW + 60, 7, [9])
    assert (settlement.source, settlement.counts) == ("daily", {"requests": 1, "bytes": 5, "revised": 1})


@pytest.mark.parametrize(("status", "kept"), [(200, True), (304, True), (503, False)])
def test_validators_are_kept_only_with_what_was_dealt_with(status: int, kept: bool) -> None:
    lent = loan(1800, validators={5: Validators('"a"')})
    assert bool(lent.settle(answer(status), NOW).validators) is kept


def test_what_leads_to_a_known_address_is_looked_at_again() -> None:
    settlement = loan(repeated=True).settle(None, NOW)
    assert (settlement.state, settlement.due) == ("repeated", NOW + 3600)


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
    lent = loan(1800, {"stable_from": stable_from}, named=named)
    lent.lease = replace(lent.lease, version="v1")
    settlement = lent.settle(answer(status), NOW)
    assert (settlement.due, settlement.read_version, settlement.complete) == (due, read, status == 200)


@pytest.mark.parametrize(
    ("headers", "held"), [({}, False), ({"Retry_After": "0"}, False), ({"Retry_After": "9"}, True)]
)
def test_whether_a_site_said_to_wait(headers: dict[str, str], held: bool) -> None:
    assert loan(1800).settle(answer(503, **headers), NOW).held is held


@pytest.mark.parametrize(
    ("given", "response", "message"),
    [
        (loan(failure="timeout", message="It took too long."), None, "It took too long."),
        (loan(), answer(503), "It answered 503."),
        (loan(), answer(404), "It answered 404."),
        (loan(), answer(410), ""),
        (loan(visits=1), answer(404), "It is gone: it answered 404."),
        (loan(visits=1), answer(410), "It is gone: it answered 410."),
        (loan(), answer(200), ""),
    ],
)
def test_messages(given: Loan, response: Response | None, message: str) -> None:
    assert given.settle(response, NOW).message == message
