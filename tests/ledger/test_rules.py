"""The pure rules of the ledger: when to ask again, how a request ended, what changed, requests as tasks."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.http import Response

from crawler.errors import Kind
from crawler.ledger.model import Known, Lease, State
from crawler.ledger.outcome import RequestResult, outcome
from crawler.ledger.requests import LEASE, PARENT, pack, to_key, unpack
from crawler.ledger.revisions import PARTS, _as_it_stands, _digest, changed, revise, to_article, to_known
from crawler.ledger.revisit_times import DAY, HOUR, is_silent, next_interval, next_try, next_visit

NOW = 1_000_000
FRESH = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example")


@pytest.mark.parametrize(
    ("answer", "state", "due"),
    [
        (RequestResult(200, records=1), "delivered", HOUR),
        (RequestResult(200, records=1, failure="bug"), "delivered", HOUR),
        (RequestResult(200, known=1), "repeated", HOUR),
        (RequestResult(302, repeated=True), "repeated", HOUR),
        (RequestResult(304), "repeated", HOUR),
        (RequestResult(200), "passed", None),
        (RequestResult(404, failure="http"), "failed", 600),
        (RequestResult(410, failure="http"), "removed", None),
        (RequestResult(403, failure="http"), "failed", 600),
        (RequestResult(400), "failed", 600),
        (RequestResult(399), "passed", None),
        (RequestResult(503, failure="http", retry_after=5000), "failed", 5000),
        (RequestResult(503, failure="http", retry_after=5), "failed", 600),
        (RequestResult(failure="timeout"), "failed", 600),
        (RequestResult(failure="unknown-host"), "failed", 600),
        (RequestResult(200, failure="empty"), "failed", 600),
        (RequestResult(200, failure="bug"), "failed", 600),
        (RequestResult(failure="robots"), "refused", DAY),
        (RequestResult(failure="private-address"), "refused", DAY),
        (RequestResult(200, failure="not-html"), "dead", None),
        (RequestResult(failure="too-large"), "dead", None),
        (RequestResult(failure="redirects"), "failed", 600),
        (RequestResult(200, failure="no-article"), "failed", 600),
        (RequestResult(200, failure="no-article", removed=True), "failed", 600),
    ],
)
def test_outcome(answer: RequestResult, state: State, due: int | None) -> None:
    assert outcome(answer, FRESH, NOW) == (state, None if due is None else NOW + due)


@pytest.mark.parametrize(
    ("tries", "status", "age", "expected"),
    [
        (2, 404, 0, ("failed", 9_600)),
        (3, 404, 0, ("removed", None)),
        (0, 410, 0, ("removed", None)),
        (0, 404, DAY - 1, ("failed", 600)),
        (0, 404, DAY, ("removed", None)),
    ],
)
def test_what_is_not_there_may_be_there_soon(
    tries: int, status: int, age: int, expected: tuple[State, int | None]
) -> None:
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", tries=tries)
    state, due = outcome(RequestResult(status, failure="http"), lease, NOW, publication_time=NOW - age)
    assert (state, due and due - NOW) == expected


@pytest.mark.parametrize(
    ("since", "due"), [(0, HOUR), (HOUR, 5 * HOUR), (7 * HOUR, 17 * HOUR), (DAY, None), (8 * DAY, None)]
)
def test_another_address_of_what_is_known_is_looked_at_for_a_day(since: int, due: int | None) -> None:
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", seen=NOW - since)
    assert outcome(RequestResult(302, repeated=True), lease, NOW) == ("repeated", due and NOW + due)


@pytest.mark.parametrize(
    ("answer", "tries", "named", "expected"),
    [
        (RequestResult(200), 0, True, ("passed", 1800)),
        (RequestResult(404, failure="http"), 0, True, ("removed", 1800)),
        (RequestResult(503, failure="http"), 99, True, ("failed", 1800)),
        (RequestResult(200), 0, False, ("passed", None)),
        (RequestResult(304), 0, False, ("unchanged", None)),
        (RequestResult(503, failure="http"), 0, False, ("failed", 600)),
        (RequestResult(503, failure="http"), 5, False, ("dead", None)),
        (RequestResult(404, failure="http"), 0, False, ("failed", 600)),
        (RequestResult(404, failure="http"), 4, False, ("failed", 86_400)),
        (RequestResult(404, failure="http"), 5, False, ("removed", None)),
        (RequestResult(410, failure="http"), 0, False, ("removed", None)),
    ],
)
def test_outcome_of_a_list(answer: RequestResult, tries: int, named: bool, expected: tuple[State, int | None]) -> None:
    """One that nothing names any more is asked until it has answered."""
    lease = Lease(1, 1, 1, "https://daily.example/feed", b"", "daily.example", tries=tries)
    state, due = outcome(answer, lease, NOW, interval=1800, named=named)
    assert (state, due and due - NOW) == expected


@pytest.mark.parametrize("answer", [RequestResult(200, known=1), RequestResult(304)])
def test_outcome_of_a_later_visit(answer: RequestResult) -> None:
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", visits=1, seen=NOW - 2 * HOUR)
    assert outcome(answer, lease, NOW) == ("unchanged", NOW + 4 * HOUR)


@pytest.mark.parametrize(
    ("answer", "state", "due"),
    [
        (RequestResult(404, failure="http"), "removed", 4 * HOUR),
        (RequestResult(410, failure="http"), "removed", None),
        (RequestResult(200, failure="no-article", removed=True), "removed", 4 * HOUR),
        (RequestResult(200, failure="no-article"), "failed", 600),
        (RequestResult(failure="redirects"), "failed", 600),
        (RequestResult(503, failure="http"), "failed", 600),
    ],
)
def test_what_was_there_and_is_no_more(answer: RequestResult, state: State, due: int | None) -> None:
    """It is looked at again where an outage would look the same."""
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", visits=1, seen=NOW - 2 * HOUR)
    assert outcome(answer, lease, NOW) == (state, None if due is None else NOW + due)


@pytest.mark.parametrize(
    ("tries", "answer", "expected"),
    [
        (2, RequestResult(404, failure="http"), "failed"),
        (3, RequestResult(404, failure="http"), "removed"),
        (4, RequestResult(200, failure="no-article", removed=True), "failed"),
        (5, RequestResult(200, failure="no-article", removed=True), "removed"),
        (5, RequestResult(200, failure="no-article"), "dead"),
        (5, RequestResult(failure="redirects"), "dead"),
    ],
)
def test_what_never_was_there_is_given_up(tries: int, answer: RequestResult, expected: State) -> None:
    """A list may name an article before its page is there, or in an outage."""
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", tries=tries)
    assert outcome(answer, lease, NOW)[0] == expected


def test_a_list_that_is_not_there_is_asked_again() -> None:
    assert outcome(RequestResult(404, failure="http"), FRESH, NOW, interval=900) == ("removed", NOW + 900)


@pytest.mark.parametrize(
    ("tries", "kind", "expected"),
    [(4, "timeout", ("failed", DAY)), (5, "timeout", ("dead", None)), (5, "robots", ("refused", None))],
)
def test_outcome_after_many_failures(tries: int, kind: Kind, expected: tuple[State, int | None]) -> None:
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", tries=tries)
    state, due = outcome(RequestResult(failure=kind), lease, NOW)
    assert (state, due and due - NOW) == expected


@pytest.mark.parametrize("answer", [RequestResult(200), RequestResult(304), RequestResult(200, records=1)])
def test_a_feed_is_asked_again_after_its_interval(answer: RequestResult) -> None:
    assert outcome(answer, FRESH, NOW, interval=900)[1] == NOW + 900


def test_a_feed_is_never_given_up() -> None:
    lease = Lease(1, 1, 1, "https://daily.example/1", b"", "daily.example", tries=50)
    assert outcome(RequestResult(failure="timeout"), lease, NOW, interval=900)[1] == NOW + 900


@pytest.mark.parametrize(
    ("first", "now", "ages", "expected"),
    [
        (0, 0, (HOUR, DAY), HOUR),
        (0, HOUR, (HOUR, DAY), DAY),
        (0, 2_699, (DAY, HOUR), HOUR),
        (0, 2_700, (DAY, HOUR), DAY),
        (0, 5 * HOUR, (HOUR, 6 * HOUR, DAY), DAY),
        (0, DAY, (HOUR, DAY), None),
        (0, 0, (), None),
    ],
)
def test_next_visit(first: int, now: int, ages: tuple[int, ...], expected: int | None) -> None:
    assert next_visit(first, now, ages) == expected


@given(st.integers(1, 50), st.integers(0, 1 << 33), st.none() | st.floats(0, 1e6))
def test_tries_come_later_and_later_and_end(tries: int, now: int, asked: float | None) -> None:
    this, after = next_try(tries, now, asked), next_try(tries + 1, now, asked)
    assert this is None or this >= now + 600
    assert after is None or (this is not None and after >= this)


@given(st.integers(300, 21_600), st.lists(st.integers(0, 40), max_size=50))
def test_intervals_stay_in_their_bounds_and_follow_the_news(interval: int, news: list[int]) -> None:
    for brought in news:
        before, interval = interval, next_interval(interval, brought)
        assert 300 <= interval <= 21_600
        assert interval <= before if brought else interval >= before


@pytest.mark.parametrize(
    ("last", "gaps", "now", "expected"),
    [
        (0, [HOUR], DAY, False),
        (0, [HOUR], DAY + 1, True),
        (0, [DAY, 2 * DAY], 6 * DAY, False),
        (0, [DAY, 2 * DAY], 6 * DAY + 1, True),
        (0, [], 99 * DAY, False),
    ],
)
def test_is_silent(last: int, gaps: list[int], now: int, expected: bool) -> None:
    assert is_silent(last, gaps, now) is expected


RECORD: dict[str, Any] = {
    "id": "ab" * 16, "headline": "Harbour opens", "article_body": "It opened.", "corrections": [], "revision": 1,
    "images": [{"url": "https://daily.example/1.jpg?w=640", "caption": "The harbour.", "credit_text": None}],
    "body_hash": "cd" * 16, "supersedes": None, "changed": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"headline": "Harbour closes"}, ["headline"]),
        ({"article_body": "It closed."}, ["article_body"]),
        ({"images": []}, ["images"]),
        ({"images": [{**RECORD["images"][0], "url": "https://daily.example/1.jpg?w=1280"}]}, []),
        ({"images": [{**RECORD["images"][0], "url": "https://cdn2.daily.example/w_900,h_600/1.webp"}]}, []),
        ({"images": [*RECORD["images"], *RECORD["images"]]}, ["images"]),
        ({"headline": "Harbour  opens"}, []),
        ({"article_body": "It opened.\n\nUpdated at 10:32"}, []),
        ({"article_body": "It\u00a0opened.\n\n1,234 views\n\n3 minutes ago"}, []),
        ({"article_body": "It opened.\n\nIt closed at 10:32."}, ["article_body"]),
        ({"images": [{**RECORD["images"][0], "caption": "The bridge."}]}, ["images"]),
        ({"corrections": [{"date": None, "text": "It was shut."}]}, ["corrections"]),
        ({"headline": None, "corrections": [{"date": None, "text": "x"}]}, ["headline", "corrections"]),
        ({"date_downloaded": "2026-11-24T10:00:00Z", "keywords": ["harbour"]}, []),
    ],
)
def test_what_changed(change: dict[str, Any], expected: list[str]) -> None:
    before, record = to_known(RECORD), {**RECORD, **change}
    assert changed(before, record) == expected
    assert revise(record, before) is bool(expected)
    if expected:
        assert (record["revision"], record["supersedes"], record["changed"]) == (2, "cd" * 16, expected)
    else:
        assert record["revision"] == 1


def test_the_first_sight_is_no_revision() -> None:
    record = dict(RECORD)
    assert revise(record, None) and record == RECORD


def test_parts_are_told_apart_each_by_itself() -> None:
    parts = to_known(RECORD).parts
    assert len(parts) == 1 + 4 * len(PARTS)
    assert changed(Known(1, "", parts[:-4] + b"\0" * 4), RECORD) == [PARTS[-1]]
    assert changed(Known(1, "", parts[:1] + b"\0" * 4 + parts[5:]), RECORD) == [PARTS[0]]


def test_what_an_older_ledger_knows_is_compared_as_it_was() -> None:
    old = Known(1, "", b"".join(_digest(_as_it_stands(name, RECORD[name])) for name in PARTS))
    assert changed(old, RECORD) == []
    assert changed(old, {**RECORD, "headline": "Harbour closes"}) == ["headline"]
    image = RECORD["images"][0]
    for change, parts in (
        ({"url": "https://daily.example/1.jpg?w=1280", "width": 5}, []),
        ({"url": "https://daily.example/2.jpg"}, ["images"]),
        ({"caption": "The bridge."}, ["images"]),
        ({"credit_text": "Ann Lee"}, ["images"]),
    ):
        assert changed(old, {**RECORD, "images": [{**image, **change}]}) == parts
    assert _digest(_as_it_stands("images", RECORD["images"])).hex() == "52eb782a", "as it was stored"
    assert changed(Known(1, "", b"\2" + old.parts[1:]), RECORD) == ["headline"], "a digest that begins like the mark"


@pytest.mark.parametrize(
    ("record", "expected"), [({"id": "00" * 7 + "05" + "ff" * 8}, 5), ({"id": ""}, None), ({}, None)]
)
def test_key_of_an_article(record: dict[str, Any], expected: int | None) -> None:
    assert to_article(record) == expected


class Daily(Spider):
    """A spider for requests."""

    name = "daily"

    def parse_article(self, response: Response) -> None:
        """Nothing."""


def back(request: Request, visits: int = 0) -> tuple[Request, bool]:
    spider = Daily()
    lease = Lease(7, 1, 1, request.url, pack(request, spider), "daily.example", visits=visits)
    return unpack(lease, spider)


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"dont_filter": True, "priority": 5},
        {"cb_kwargs": {"requested_url": "https://daily.example/ä", "hints": {"headline": "항구 \ud800"}}},
        {"meta": {"revisits": [60, 600], "depth": 2}},
        {"method": "POST", "body": b"\xff\x00a", "headers": {"X-Name": ["a", "b\xe9"]}},
        {"cookies": {"a": "b"}, "flags": ["x"], "encoding": "latin-1"},
    ],
)
def test_a_request_comes_back_as_it_was(arguments: dict[str, Any]) -> None:
    request = Request("https://daily.example/%C3%A4?b=1&a=2", **arguments)
    found, always = back(request)
    assert found.meta.pop(LEASE) == 7 and always == request.dont_filter
    assert found.to_dict() == request.to_dict()


def test_callbacks_come_back_and_marks_do_not() -> None:
    spider = Daily()
    request = Request("https://daily.example/", spider.parse_article, meta={LEASE: 3, PARENT: 4})
    lease = Lease(7, 1, 1, request.url, pack(request, spider), "daily.example")
    found, _ = unpack(lease, spider)
    assert found.callback == spider.parse_article and found.meta == {LEASE: 7}


def test_what_has_been_delivered_is_asked_again_whatever_is_seen() -> None:
    found, always = back(Request("https://daily.example/"), visits=1)
    assert found.dont_filter and not always


def test_what_cannot_be_kept_is_refused_in_one_sentence() -> None:
    with pytest.raises(ValueError, match=r"^The request for https://daily.example/ cannot be kept in a ledger"):
        pack(Request("https://daily.example/", meta={"x": object()}), None)


def test_keys_are_64_bits() -> None:
    assert to_key(b"\0" * 7 + b"\1" + b"\xff" * 12) == 1 and to_key(b"\xff" * 20) == -1
