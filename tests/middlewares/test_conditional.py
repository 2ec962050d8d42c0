"""Conditional requests: what is sent, and what is kept of an answer."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler.ledger import Validators
from crawler.middlewares.conditional import ConditionalGet

URL = "https://daily.example/1"
BOTH = Validators('"a"', "Tue, 24 Nov 2026 10:00:00 GMT")
ETAG, DATE = {"If-None-Match": '"a"'}, {"If-Modified-Since": "Tue, 24 Nov 2026 10:00:00 GMT"}


def middleware(known: Validators | None = None, leased: bool = True) -> Any:
    """Over a run that knows this; what is kept is in ``kept``."""
    kept: list[Validators] = []
    leases = SimpleNamespace(find=lambda request: request if leased else None)
    run: Any = SimpleNamespace(
        leases=leases, validators=lambda request: known, keep_validators=lambda request, found: kept.append(found)
    )
    found: Any = ConditionalGet(run)
    found.kept = kept
    return found


@pytest.mark.parametrize(
    ("request_", "known", "leased", "added"),
    [
        (Request(URL), BOTH, True, ETAG | DATE),
        (Request(URL), Validators('"a"'), True, ETAG),
        (Request(URL), Validators(None, BOTH.last_modified), True, DATE),
        (Request(URL), Validators('"é"'), True, {"If-None-Match": '"é"'}),
        (Request(URL), Validators('"ш"'), True, {"If-None-Match": '"?"'}),
        (Request(URL), Validators(), True, {}),
        (Request(URL), None, True, {}),
        (Request(URL), BOTH, False, {}),
        (Request(URL, method="POST"), BOTH, True, {}),
        (Request(URL, method="HEAD"), BOTH, True, {}),
        (Request(URL, headers={"If-None-Match": '"own"'}), BOTH, True, {"If-None-Match": '"own"'}),
        (Request(URL, headers={"If-Modified-Since": "own"}), BOTH, True, {"If-Modified-Since": "own"}),
    ],
)
def test_headers(request_: Request, known: Validators | None, leased: bool, added: dict[str, str]) -> None:
    middleware(known, leased).process_request(request_)
    assert {name.decode(): value[0].decode("latin-1") for name, value in request_.headers.items()} == added


@pytest.mark.parametrize(
    ("status", "headers", "kept"),
    [
        (200, {"ETag": '"a"', "Last-Modified": BOTH.last_modified}, [BOTH]),
        (200, {"ETag": '"a"'}, [Validators('"a"')]),
        (200, {"Last-Modified": BOTH.last_modified}, [Validators(None, BOTH.last_modified)]),
        (200, {}, [Validators()]),
        (203, {"ETag": '"a"'}, []),
        (304, {"ETag": '"a"'}, []),
        (404, {"ETag": '"a"'}, []),
    ],
)
def test_what_is_kept(status: int, headers: dict[str, str], kept: list[Validators]) -> None:
    request, found = Request(URL), middleware()
    response = Response(URL, status, headers=headers, request=request)
    assert found.process_response(request, response) is response
    assert found.kept == kept


def test_what_has_not_changed_goes_to_no_callback_and_is_no_error() -> None:
    request = Request(URL, callback=print, errback=print, meta={"depth": 3}, cb_kwargs={"source_name": "daily"})
    response = middleware().process_response(request, Response(URL, 304, request=request))
    asked = response.request
    assert asked.callback(response) == [] and asked.errback is None and asked.cb_kwargs == {}
    assert asked.meta == {"depth": 3, "handle_httpstatus_list": [304]}
