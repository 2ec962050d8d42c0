"""A crawl with a ledger: which leases become requests, and what is written at their end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.engine import signals
from crawler.ledger import Completion, Known, LedgerError, Record, Validators, open_ledger
from crawler.ledger.errors import ErrorKind
from crawler.ledger.model import Lease
from crawler.ledger.requests import LEASE, REMOVED, to_task
from crawler.ledger.run import LedgerRun
from tests.ledger.in_process import NOW, SITE, article, begin, feed

DAY = 86_400


@pytest.fixture
def run(tmp_path: Path) -> LedgerRun:
    return begin(tmp_path)


def claimed(run: LedgerRun, request: Request, now: int = NOW) -> Lease:
    """The lease of a request that is made pending."""
    run.ledger.add([to_task(request, run.crawler)])
    [lease] = run.ledger.claim(9, now, 60)
    return lease


def heard(run: LedgerRun, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run.crawler.heard.of(name)  # type: ignore[attr-defined]
    return found


def answer(request: Request, status: int = 200) -> Response:
    return Response(request.url, status, request=request)


def line(text: str, revision: int = 1) -> Record:
    return Record(text.encode() + b"\n", 7, Known(revision, "ab" * 16, b"parts"))


def test_an_article_is_requested_under_its_lease(run: LedgerRun) -> None:
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request and (request.url, request.meta[LEASE]) == (f"{SITE}/story/1", lease.id)
    state = run.leases[lease.id]
    assert (state.lease, state.interval, state.named, REMOVED in request.meta) == (lease, 0, True, False)
    assert list(run.held()) == [lease]


@pytest.mark.parametrize(("state", "removed"), [("delivered", False), ("removed", True)])
def test_an_article_that_was_looked_at_before_says_whether_it_was_removed(
    run: LedgerRun, state: Any, removed: bool
) -> None:
    run.ledger.complete([Completion(claimed(run, article(1)), state, NOW, due=NOW + 5)])
    [again] = run.ledger.claim(9, NOW + 5, 60)
    request = run.lease(again)
    assert request and request.meta[REMOVED] is removed and request.dont_filter


@pytest.mark.parametrize(
    ("asked", "started", "pending", "requested", "named"),
    [
        (True, False, True, True, True),
        (True, True, False, True, True),
        (False, False, True, False, None),
        (False, False, False, False, None),
        (False, True, True, True, False),
        (False, True, False, False, None),
    ],
)
def test_which_lists_are_requested(
    run: LedgerRun, asked: bool, started: bool, pending: bool, requested: bool, named: bool | None
) -> None:
    """One that no source names any more is asked until it has answered; it may be named until all starts are known."""
    lease = replace(claimed(run, feed()), pending=pending)
    run.asked |= {lease.key} if asked else {1}
    run.started = started
    assert bool(run.lease(lease)) is requested
    state = run.leases.get(lease.id)
    assert (state.named if state else None) is named
    assert (list(run.held()) == [lease]) is (requested or not started)
    assert run.ledger.state(lease.key) == ("passed" if not requested and started else None)


def test_lists_below_a_start_request_are_named(run: LedgerRun) -> None:
    parent = claimed(run, feed("index"))
    run.asked, run.started = {parent.key}, True
    child = to_task(feed("map"), run.crawler, parent=parent)
    run.ledger.add([child])
    [lease] = run.ledger.claim(9, NOW, 60)
    assert run.lease(lease) and run.leases[lease.id].named


@pytest.mark.parametrize(
    ("known", "meta", "interval"), [(0, {}, 1800), (0, {"interval": 700}, 700), (900, {"interval": 700}, 900)]
)
def test_the_interval_of_a_list(run: LedgerRun, known: int, meta: dict[str, Any], interval: int) -> None:
    lease = claimed(run, feed(meta=meta))
    run.asked = {lease.key}
    if known:
        run.ledger.complete([Completion(lease, "passed", NOW, due=NOW, interval=known)])
        [lease] = run.ledger.claim(9, NOW, 60)
    request = run.lease(lease)
    assert request and run.leases[lease.id].interval == interval and REMOVED not in request.meta


def test_times_of_the_source_are_those_of_today(run: LedgerRun) -> None:
    run.crawler.spider.schedules = {"daily": {"schedule": "every 2 hours"}}  # type: ignore[union-attr]
    lease = claimed(run, feed(meta={"schedule": "every 9 hours"}))
    run.asked = {lease.key}
    request = run.lease(lease)
    assert request and request.meta["schedule"] == "every 2 hours"


@pytest.mark.parametrize("stays", [True, False])
def test_what_is_not_wanted_waits_for_the_next_visit_of_its_source(tmp_path: Path, stays: bool) -> None:
    """A daemon begins one with each request for a list that it was asked for."""
    run = begin(tmp_path, COPYDESK_DAEMON=stays)
    spider: Any = run.crawler.spider
    spider.wanted = False
    lease = claimed(run, article(1))
    assert run.lease(lease) is None and list(run.held()) == [lease] and not run.leases
    spider.wanted = True
    start = claimed(run, feed())
    run.asked = {start.key}
    assert run.lease(start)
    assert heard(run, "visit_started") == ([{"source_name": "daily"}] if stays else [])
    assert set(run.held()) == ({start} if stays else {lease, start})
    assert [x.key for x in run.ledger.claim(9, NOW, 60)] == ([lease.key] if stays else [])


def test_what_may_become_named_is_released_when_all_starts_are_known(run: LedgerRun) -> None:
    lease = claimed(run, feed())
    assert run.lease(lease) is None and run.ledger.claim(9, NOW, 60) == []
    run.crawler.signals.send_catch_log(signals.started)
    assert run.started and [x.key for x in run.ledger.claim(9, NOW, 60)] == [lease.key]


def test_other_sources_begin_anew(run: LedgerRun) -> None:
    lease = claimed(run, feed())
    run.lease(lease)
    run.asked, run.started = {lease.key}, True
    run.sources_changed()
    assert (run.asked, run.started) == (set(), False)
    assert [x.key for x in run.ledger.claim(9, NOW, 60)] == [lease.key]


@pytest.mark.parametrize("payload", [b"nonsense", b""])
def test_a_request_that_cannot_be_read_is_damage(run: LedgerRun, tmp_path: Path, payload: bytes) -> None:
    lease = replace(claimed(run, article(1)), payload=payload)
    assert run.lease(lease) is None and run.stopped and not run.leases
    [failure] = [values["failure"] for values in heard(run, "failed")]
    start = f"{tmp_path / 'ledger.db'} is damaged (the request for {SITE}/story/1: "
    assert failure.kind == "ledger" and failure.message.startswith(start)


def test_nothing_is_requested_when_the_ledger_fails(run: LedgerRun) -> None:
    lease = claimed(run, feed())
    run.asked = {lease.key}
    run.ledger.close()
    assert run.lease(lease) is None and run.stopped and not run.leases


@pytest.mark.parametrize(
    ("result", "state", "message"),
    [
        (None, "delivered", ""),
        (DownloadTimeoutError(), "failed", f"{SITE}/story/1 took too long to answer."),
    ],
)
def test_the_end_of_a_request(run: LedgerRun, result: Exception | None, state: str, message: str) -> None:
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request
    lease_state = run.leases[lease.id]
    run.pending[7] = Known(1, "ab" * 16, b"parts")
    run.pending[8] = Known(1, "cd" * 16, b"parts")
    if result is None:
        lease_state.records.append(line("one"))
    response = answer(request)
    run.ended(TwistedFailure(result) if result else response, request)  # type: ignore[no-untyped-call]
    history = run.ledger.history(lease.key)
    assert history and (history.state, history.message, history.at) == (state, message, NOW)
    assert not run.leases and run.pending.keys() == ({8} if result is None else {7, 8})
    assert heard(run, "settled") == [{"lease_state": lease_state, "response": None if result else response}]
    assert run.visited == set()


def test_what_a_callback_noted_comes_before_the_error_of_the_request(run: LedgerRun) -> None:
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request
    state = run.leases[lease.id]
    state.failure, state.message = "not-html", "It is a picture."
    run.ended(TwistedFailure(DownloadTimeoutError()), request)  # type: ignore[no-untyped-call]
    history = run.ledger.history(lease.key)
    assert history and (history.state, history.message) == ("dead", "It is a picture.")


def test_lists_that_were_read_are_noted(run: LedgerRun) -> None:
    lease = claimed(run, feed())
    run.asked = {lease.key}
    request = run.lease(lease)
    assert request
    run.ended(answer(request), request)
    assert run.visited == {lease.key} and run.ledger.state(lease.key) == "passed"


def test_what_has_no_lease_or_comes_after_the_end_changes_nothing(run: LedgerRun) -> None:
    run.ended(answer(article(2)), article(2))
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request
    run.stopped = True
    run.ended(answer(request), request)
    assert list(run.leases) == [lease.id] and heard(run, "settled") == []


def test_a_lease_that_is_not_written_is_kept(run: LedgerRun) -> None:
    lease = claimed(run, feed())
    run.asked = {lease.key}
    request = run.lease(lease)
    assert request
    run.ledger.close()
    run.ended(answer(request), request)
    assert run.stopped and list(run.leases) == [lease.id] and heard(run, "settled") == [] and run.visited == set()


def test_what_is_left_stays_pending(run: LedgerRun) -> None:
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request
    run.leave(answer(request))
    run.leave(answer(article(2)))
    run.ended(answer(request), request)
    assert not run.leases and run.ledger.state(lease.key) is None


def test_validators_are_those_of_the_last_response_that_was_dealt_with(run: LedgerRun) -> None:
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request
    run.keep_validators(request, Validators('"a"'))
    run.keep_validators(article(2), Validators('"b"'))
    assert run.validators(request) is None
    run.leases[lease.id].records.append(line("one"))
    run.ended(answer(request), request)
    assert run.validators(request) == Validators('"a"') and run.validators(article(2)) is None


def test_lines_are_in_the_output_when_they_are_due_and_at_the_end(tmp_path: Path) -> None:
    run = begin(tmp_path, COPYDESK_OUTPUT=str(tmp_path / "out.jsonl"))
    for number, written in ((1, b"1\n"), (2, b"1\n")):  # the second just after the first
        lease = claimed(run, article(number))
        request = run.lease(lease)
        assert request
        run.leases[lease.id].records.append(line(str(number)))
        run.ended(answer(request), request)
        assert (tmp_path / "out.jsonl").read_bytes() == written
    run.publish()
    assert (tmp_path / "out.jsonl").read_bytes() == b"1\n2\n"
    run.close()
    begin(tmp_path, COPYDESK_OUTPUT=str(tmp_path / "out.jsonl")).close()


@pytest.mark.parametrize(("output", "lines"), [("out.jsonl", b'{"url": "x"}\n'), ("", b"")])
def test_records_are_lines_where_there_is_an_exact_output(tmp_path: Path, output: str, lines: bytes) -> None:
    run = begin(tmp_path, COPYDESK_OUTPUT=str(tmp_path / output) if output else "")
    lease = claimed(run, article(1))
    request = run.lease(lease)
    assert request
    run.leases.scraped({"url": "x"}, answer(request))
    assert run.leases[lease.id].records[0].line == lines


def test_the_end_of_a_run(run: LedgerRun, tmp_path: Path) -> None:
    run.crawler.settings.set("COPYDESK_LEDGER", str(tmp_path / "ledger.db"))
    for day in (40, 39, 38):
        lease = claimed(run, article(day), NOW)
        counts = {"new": 1}
        run.ledger.complete([Completion(lease, "delivered", NOW - day * DAY, source="b", counts=counts)])
    run.ledger.complete([Completion(claimed(run, article(1)), "delivered", NOW, source="daily", counts={"new": 1})])
    since = (NOW - 38 * DAY) // DAY * DAY
    run.send_silent()
    assert heard(run, "silent") == [{"source_name": "b", "since": since}]
    run.close()
    assert heard(run, "silent") == [{"source_name": "b", "since": since}], "once"
    assert heard(run, "ledger_closing") == [{"run": run}]
    open_ledger(str(tmp_path / "ledger.db")).close()


def test_sources_are_reported_at_the_end_and_anew_when_they_had_news(run: LedgerRun) -> None:
    silent: dict[str, int] = {"b": 5, "a": 6}
    run.ledger.__dict__["silent"] = lambda now: silent
    run.send_silent()
    silent = {}
    run.send_silent()
    silent = {"b": 9}
    run.close()
    assert [values["source_name"] for values in heard(run, "silent")] == ["a", "b", "b"]


def test_a_run_that_has_stopped_ends_without_a_word(run: LedgerRun) -> None:
    run.give_up(LedgerError("So.", "full"))
    run.close()
    [failure] = [values["failure"] for values in heard(run, "failed")]
    name = run.crawler.settings["COPYDESK_LEDGER"]
    sentence = f"{name} cannot be written: So.; what is missing stays pending."
    assert (failure.source, failure.kind, failure.message) == (name, "unwritable", sentence)
    assert heard(run, "ledger_closing") == []


def test_only_the_first_error_is_told(run: LedgerRun) -> None:
    assert run.attempt(lambda: 5) == 5
    for error in (OSError(28, "No space left on device", "out.jsonl"), LedgerError("So.", "damaged")):

        def fail(error: Exception = error) -> None:
            raise error

        assert run.attempt(fail) is None and run.stopped
    [failure] = [values["failure"] for values in heard(run, "failed")]
    sentence = "out.jsonl cannot be written: No space left on device; what is missing stays pending."
    assert (failure.source, failure.message) == ("out.jsonl", sentence)


@pytest.mark.parametrize("kind", ["damaged", "newer"])
def test_a_damaged_or_newer_ledger_is_told_in_its_own_words(run: LedgerRun, kind: ErrorKind) -> None:
    run.give_up(LedgerError("l.db is damaged.", kind))
    [failure] = [values["failure"] for values in heard(run, "failed")]
    assert (failure.kind, failure.message) == ("ledger", "l.db is damaged.")


def test_a_run_that_cannot_begin_holds_no_ledger(tmp_path: Path) -> None:
    ledger = open_ledger(str(tmp_path / "ledger.db"))
    ledger.published(0, "out.jsonl", "nonsense")
    ledger.close()
    for _ in range(2):
        with pytest.raises(LedgerError, match="is damaged"):
            begin(tmp_path, COPYDESK_OUTPUT=str(tmp_path / "out.jsonl"))


@pytest.mark.parametrize(("clock", "seconds"), [([5.9], 5), ([], NOW)])
def test_time_is_in_whole_seconds(tmp_path: Path, clock: list[Any], seconds: int) -> None:
    assert begin(tmp_path, clock).now() == seconds
