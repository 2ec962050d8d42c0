"""Schedules: cron and intervals, time zones, clocks that change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sources.schedule import BadSchedule, check_schedule, jitter, next_run

BERLIN, NEPAL, HOWE = "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("schedule", "zone", "after", "expected"),
    [
        ("*/15 * * * *", "UTC", "2026-11-24T12:00", "2026-11-24T12:15"),
        ("*/15 * * * *", "UTC", "2026-11-24T12:14:59", "2026-11-24T12:15"),
        ("0 6 * * *", BERLIN, "2026-11-24T06:00", "2026-11-25T05:00"),
        ("0 6 * * *", BERLIN, "2026-07-24T03:59", "2026-07-24T04:00"),
        ("30 6 * * *", NEPAL, "2026-11-24T00:00", "2026-11-24T00:45"),
        ("0 6 * * 1", "UTC", "2026-11-24T12:00", "2026-11-30T06:00"),
        ("0 0 29 2 *", "UTC", "2026-11-24T12:00", "2028-02-29T00:00"),
        ("every 20 minutes", BERLIN, "2026-11-24T12:01", "2026-11-24T12:21"),
        ("Every hour", "UTC", "2026-11-24T12:01", "2026-11-24T13:01"),
        # Berlin, spring: 02:00 becomes 03:00 at 01:00 UTC
        ("30 2 * * *", BERLIN, "2026-03-28T12:00", "2026-03-29T01:30"),
        ("30 2 * * *", BERLIN, "2026-03-29T01:30", "2026-03-30T00:30"),
        ("*/30 * * * *", BERLIN, "2026-03-29T00:30", "2026-03-29T01:00"),
        ("15 * * * *", BERLIN, "2026-03-29T00:15", "2026-03-29T01:15"),
        ("0 */2 * * *", BERLIN, "2026-03-28T23:00", "2026-03-29T02:00"),
        # Berlin, autumn: 03:00 becomes 02:00 at 01:00 UTC
        ("30 2 * * *", BERLIN, "2026-10-24T12:00", "2026-10-25T00:30"),
        ("30 2 * * *", BERLIN, "2026-10-25T00:30", "2026-10-26T01:30"),
        ("*/30 * * * *", BERLIN, "2026-10-25T00:30", "2026-10-25T01:00"),
        ("*/30 * * * *", BERLIN, "2026-10-25T01:00", "2026-10-25T01:30"),
        ("15 * * * *", BERLIN, "2026-10-25T00:15", "2026-10-25T01:15"),
        # Lord Howe, whose clocks change by half an hour
        ("0 * * * *", HOWE, "2026-04-04T14:00", "2026-04-04T15:30"),
    ],
)
def test_next_run(schedule: str, zone: str, after: str, expected: str) -> None:
    assert datetime.fromtimestamp(next_run(schedule, at(after), zone), UTC) == datetime.fromtimestamp(at(expected), UTC)


@pytest.mark.parametrize("schedule", ["", "hourly", "* * * *", "61 * * * *", "every", "every 5 months", "* * * * * *"])
def test_what_is_no_schedule(schedule: str) -> None:
    with pytest.raises(BadSchedule, match="is no schedule"):
        check_schedule(schedule)


@pytest.mark.parametrize("zone", ["Berlin", "", "../etc/passwd", "Europe/Atlantis"])
def test_what_is_no_zone(zone: str) -> None:
    with pytest.raises(BadSchedule, match="is no time zone"):
        check_schedule("0 6 * * *", zone)


SCHEDULES = st.sampled_from(
    ["*/15 * * * *", "7 * * * *", "30 2 * * *", "0 */3 * * *", "every 20 minutes", "5 1,2,3 * * 0"]
)


@given(
    SCHEDULES,
    st.integers(at("2026-01-01"), at("2027-12-31")),
    st.sampled_from(["UTC", BERLIN, HOWE]),
    st.text(max_size=5),
)
def test_the_next_run_is_later_and_nothing_lies_between(schedule: str, after: int, zone: str, name: str) -> None:
    found = next_run(schedule, after, zone, name)
    assert found > after
    if not schedule.startswith("every"):
        assert next_run(schedule, (after + found) // 2, zone, name) == found


@given(st.text(min_size=1, max_size=9), st.integers(0, 1_000_000))
def test_jitter_is_small_and_always_the_same(name: str, period: int) -> None:
    assert 0 <= jitter(name, period) <= min(period / 10, 300)
    assert jitter(name, period) == jitter(name, period)
