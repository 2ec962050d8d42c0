"""Any implementation of the ledger: turns, paces and files of hosts."""

from __future__ import annotations

import time
from typing import Any

import pytest

from crawler.ledger import Ledger

DAY = 86_400
NEAR = 30
"""Seconds that a test may take."""


def asked(ledger: Any, site: str, pause: float) -> tuple[float, int]:
    wait, times, _ = ledger.ask(site, pause)
    return wait, times


def test_turns_follow_one_another(ledger: Ledger) -> None:
    first, second = asked(ledger, "a", 1_000)[0], asked(ledger, "a", 0)[0]
    assert first == pytest.approx(0, abs=0.01) and 1_000 - NEAR < second <= 1_000
    third = asked(ledger, "a", 500)[0]
    assert 1_000 - NEAR < third <= 1_000, "the second had no pause behind it"
    assert 1_500 - NEAR < asked(ledger, "a", 0)[0] <= 1_500
    assert asked(ledger, "b", 0)[0] == pytest.approx(0, abs=0.01)


def test_a_turn_that_was_not_used_is_given_back_if_nobody_is_next(ledger: Any) -> None:
    missed = ledger.ask("a", 0.1)[2]
    time.sleep(0.12)
    wait, _, again = ledger.ask("a", 1_000, missed)
    assert wait == pytest.approx(0, abs=0.05), "nobody was next"
    wait, _, later = ledger.ask("a", 1_000, missed)
    assert 1_000 - NEAR < wait <= 1_000 and later > again, "another one was next"


def test_a_site_that_asked_to_be_left_alone_has_its_turn_after_that(ledger: Ledger) -> None:
    ledger.hold("a", int(time.time()) + 700)
    assert 700 - NEAR < asked(ledger, "a", 50)[0] <= 700
    assert 750 - NEAR < asked(ledger, "a", 0)[0] <= 750
    assert asked(ledger, "b", 0)[0] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(("seconds", "waits"), [(DAY - NEAR, True), (DAY + NEAR, False)])
def test_what_a_wrong_clock_stored_holds_nobody(ledger: Ledger, seconds: int, waits: bool) -> None:
    ledger.hold("a", int(time.time()) + seconds)
    asked(ledger, "b", seconds)
    assert [asked(ledger, site, 0)[0] > 100 for site in ("a", "b")] == [waits, waits]


def test_how_often_a_site_asked_for_a_slower_pace(ledger: Ledger) -> None:
    found: Any = ledger
    assert asked(ledger, "a", 0)[1] == 0
    for site in ("a", "b"):
        for times in (3, 2):
            found.slow(site, times)
            assert asked(ledger, site, 0)[1] == times


@pytest.mark.parametrize(("seconds", "valid"), [(500, 500), (DAY + 500, DAY), (0, None), (-5, None)])
def test_files_of_hosts(ledger: Ledger, seconds: float, valid: float | None) -> None:
    found: Any = ledger
    url = "https://a.example/robots.txt"
    assert found.host_file(url) is None
    found.keep_host_file(url, b"old", 900)
    found.keep_host_file(url, b"\0new", seconds)
    kept = found.host_file(url)
    if valid is None:
        assert kept is None
    else:
        assert kept[0] == b"\0new" and valid - NEAR < kept[1] <= valid
    assert found.host_file("https://b.example/robots.txt") is None


def test_the_time_is_now(ledger: Ledger) -> None:
    found: Any = ledger
    assert abs(found.time() - time.time()) < NEAR
