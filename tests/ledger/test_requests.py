"""Requests as tasks of the ledger."""

from __future__ import annotations

import re
import zlib
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, Spider

from crawler.engine.fingerprint import ArticleFingerprinter
from crawler.ledger.model import Lease
from crawler.ledger.requests import pack, source_of, to_key, to_task, unpack

URL = "https://daily.example:8080/1"
PARENT = Lease(3, 1, 9, "https://daily.example/feed", b"", "daily.example")


class Daily(Spider):
    """A spider with one callback."""

    name = "daily"

    def parse_article(self) -> None:
        """Nothing."""


class Other(Daily):
    """Another spider."""


def crawler() -> Any:
    return SimpleNamespace(request_fingerprinter=ArticleFingerprinter(), spider=Daily())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, {}),
        ({"priority": 5}, {"priority": 5}),
        ({"dont_filter": True}, {"always": True}),
        ({"meta": {"download_slot": "slot.example"}}, {"site": "slot.example"}),
        ({"meta": {"due": "70"}}, {"due": 70}),
        ({"meta": {"version": 5, "reader": "r"}}, {"version": "5", "reader": "r"}),
    ],
)
def test_to_task(arguments: dict[str, Any], expected: dict[str, Any]) -> None:
    request, of = Request(URL, **arguments), crawler()
    usual = {"site": "daily.example", "priority": 0, "due": 0, "always": False, "version": "", "reader": ""}
    task = to_task(request, of, patient=True, parent=PARENT)
    assert {name: getattr(task, name) for name in usual} == {**usual, **expected}
    assert (task.url, task.patient, task.parent) == (URL, True, PARENT)
    assert task.key == to_key(of.request_fingerprinter.fingerprint(request))
    assert task.payload == pack(request, of.spider)
    assert (to_task(request, of).patient, to_task(request, of).parent) == (False, None)


@pytest.mark.parametrize(
    ("arguments", "source"),
    [
        ({}, ""),
        ({"cb_kwargs": {"source_name": "daily"}}, "daily"),
        ({"cb_kwargs": {"source_name": None}}, ""),
        ({"cb_kwargs": {"hints": {}}}, ""),
    ],
)
def test_the_source_of_a_request(arguments: dict[str, Any], source: str) -> None:
    request = Request(URL, **arguments)
    assert to_task(request, crawler()).source == source and source_of(URL, pack(request, None)) == source


@pytest.mark.parametrize("payload", [b"", b"nonsense", zlib.compress(b"{}"), bytes.fromhex("8b020100")])
def test_what_cannot_be_unpacked_has_no_source(payload: bytes) -> None:
    assert source_of(URL, payload) == ""


def test_a_request_without_a_host_has_no_site() -> None:
    assert to_task(Request("data:,x"), crawler()).site == ""


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        (Request(URL, meta={"x": {1}}), f"The request for {URL} cannot be kept in a ledger: set is not JSON."),
        (Request(URL, print), "<built-in function print> cannot be kept in a ledger: it is no method of the spider."),
        (Request(URL, errback=Other().parse_article), "it is no method of the spider."),
    ],
)
def test_what_cannot_be_kept(request_: Request, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"{re.escape(sentence)}$"):
        pack(request_, Daily())


def test_a_payload_that_was_stored_can_be_read_for_good() -> None:
    """Whatever the words that packing begins with: a change of them would make old ledgers unreadable."""
    stored = bytes.fromhex("ab56224211d84a7c4ec4eb1eb08960afc3020d25283d128b92801a946a6b6b01")
    spider = Daily()
    lease = Lease(1, 1, 1, URL, stored, "daily.example")
    request, always = unpack(lease, spider)
    assert request.callback == spider.parse_article and not always
    assert request.cb_kwargs == {"source_name": "daily", "hints": {"headline": "Harbour"}}
    with pytest.raises((ValueError, zlib.error)):  # the address is a part of the words
        unpack(Lease(1, 1, 1, f"{URL}9", stored, "daily.example"), spider)


@pytest.mark.parametrize(("visits", "listed", "dont_filter"), [(0, False, False), (1, False, True), (0, True, True)])
def test_what_succeeded_before_is_made_again(visits: int, listed: bool, dont_filter: bool) -> None:
    payload = pack(Request(URL, dont_filter=listed), None)
    request, always = unpack(Lease(7, 1, 1, URL, payload, "daily.example", visits=visits), None)
    assert (request.dont_filter, always, request.meta) == (dont_filter, listed, {"copydesk_lease": 7})
