"""``crawl --due`` with a fake clock over a real HTTP server: zones, changes of clocks, missed runs, changed files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.sources.schedule import jitter
from tests.command import copydesk
from tests.crawls import crawl_sources
from tests.press import Answer, Press, rss, serve

DAY, HOUR = 86_400, 3_600


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        found.article("/2026/old-pier-breaks-in-two", "Old pier breaks")
        found.put("/rss", rss(("/2026/old-pier-breaks-in-two", "Old pier breaks", "")), "application/rss+xml")
        yield found


def write(folder: Path, press: Press, lines: str, name: str = "daily") -> None:
    (folder / "sources").mkdir(exist_ok=True)
    home = f'name = "{name}"\nhome = "{press.url}/"\nfeeds = ["{press.url}/rss"]\n'
    (folder / "sources" / f"{name}.toml").write_text(home + lines)


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def asked(folder: Path, press: Press, *times: int) -> list[int]:
    """How often the feed has been asked after a crawl at each of these times."""
    found = []
    for time in times:
        done = crawl_sources(folder, time)
        assert done.code == 0, done.err
        found.append(len(press.paths("/rss")))
    return found


@pytest.mark.parametrize(
    ("schedule", "zone", "first", "runs"),
    [
        ("0 6 * * *", "Asia/Kathmandu", "2026-11-24T12:00", ["2026-11-25T00:15", "2026-11-26T00:15"]),
        # clocks go forward over 02:30, which comes at 03:30 then, and back over it, which comes once
        ("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00", ["2026-03-29T01:30", "2026-03-30T00:30"]),
        ("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00", ["2026-10-25T00:30", "2026-10-26T01:30"]),
    ],
)
def test_a_source_is_asked_at_its_times(
    tmp_path: Path, press: Press, schedule: str, zone: str, first: str, runs: list[str]
) -> None:
    write(tmp_path, press, f'schedule = "{schedule}"\ntimezone = "{zone}"\n')
    late = [at(run) + jitter("daily", DAY) for run in runs]
    times = [at(first), *(time + by for time in late for by in (-1, 0))]
    assert asked(tmp_path, press, *times) == [1, 1, 2, 2, 3]


def test_missed_runs_are_made_up_once(tmp_path: Path, press: Press) -> None:
    write(tmp_path, press, 'schedule = "0 * * * *"\n')
    start = at("2026-11-24T12:00") + jitter("daily", HOUR)
    times = [start, start + 10 * HOUR + 60, start + 10 * HOUR + 61, start + 11 * HOUR - 1, start + 11 * HOUR]
    assert asked(tmp_path, press, *times) == [1, 2, 2, 2, 3]


def test_a_new_schedule_holds_from_the_next_run_on(tmp_path: Path, press: Press) -> None:
    start = at("2026-11-24T12:00")
    write(tmp_path, press, 'schedule = "every 12 hours"\n')
    assert asked(tmp_path, press, start, start + HOUR) == [1, 1]
    write(tmp_path, press, 'schedule = "every hour"\n')
    assert asked(tmp_path, press, start + HOUR, start + 2 * HOUR + 300, start + 3 * HOUR + 600) == [1, 2, 3]


def test_what_was_asked_to_wait_is_not_brought_forward(tmp_path: Path, press: Press) -> None:
    write(tmp_path, press, 'schedule = "every 10 minutes"\n')
    press.answers["/rss"] = Answer(b"", status=503, headers={"Retry-After": "7200"})
    for time, times in ((1000, 1), (1000 + 7199, 1), (1000 + 7200, 2)):
        assert crawl_sources(tmp_path, time).code == 13 or times == len(press.paths("/rss"))
        assert len(press.paths("/rss")) == times


@pytest.mark.parametrize(
    ("lines", "times", "expected"),
    [
        ("", [3600, 21_600, 86_400, 604_800, 700_000], [2, 3, 4, 5, 5]),
        ('revisits = ["30 minutes", "2 days"]\n', [1799, 1800, 172_799, 172_800, 700_000], [1, 2, 2, 3, 3]),
        ("revisits = []\n", [3600, 700_000], [1, 1]),
    ],
)
def test_articles_are_looked_at_again_as_their_source_says(
    tmp_path: Path, press: Press, lines: str, times: list[int], expected: list[int]
) -> None:
    write(tmp_path, press, lines)
    found = []
    for time in (0, *times):
        crawl_sources(tmp_path, 1_000_000 + time)
        found.append(len(press.paths("/2026/")))
    assert found == [1, *expected]
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1


def test_a_source_that_is_gone_is_left_alone_and_its_articles_wait(tmp_path: Path, press: Press) -> None:
    write(tmp_path, press, "")
    write(tmp_path, press, "", "weekly")
    crawl_sources(tmp_path, 1000)
    (tmp_path / "sources/daily.toml").unlink()
    crawl_sources(tmp_path, 1000 + DAY)
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len(records) == 1


def test_what_was_old_when_it_was_first_seen_is_not_looked_at_again(tmp_path: Path, press: Press) -> None:
    now, date = at("2026-11-24T12:00"), "<pubDate>{} Nov 2026 10:00:00 GMT</pubDate>"
    for path in ("/2026/boats-sail-again-today", "/2026/crews-come-home-today"):
        press.article(path, path)
    items = (
        ("/2026/boats-sail-again-today", "A", date.format("Tue, 10")),
        ("/2026/crews-come-home-today", "B", date.format("Tue, 24")),
    )
    press.put("/rss", rss(*items), "application/rss+xml")
    write(tmp_path, press, "")
    for time in (now, now + HOUR, now + 4 * HOUR, now + DAY):
        crawl_sources(tmp_path, time)
    assert press.paths("/2026/boats") == ["/2026/boats-sail-again-today"]
    assert len(press.paths("/2026/crews")) == 3  # at once, then at ages of 6 and 24 hours


def test_an_article_that_is_gone_is_noted(tmp_path: Path, press: Press) -> None:
    write(tmp_path, press, "")
    crawl_sources(tmp_path, 1000)
    del press.answers["/2026/old-pier-breaks-in-two"]
    crawl_sources(tmp_path, 1000 + HOUR)
    listed = copydesk("ledger", "removed", tmp_path / "ledger.db", "--format", "json")
    [row] = map(json.loads, listed.out.splitlines())
    assert row["url"] == f"{press.url}/2026/old-pier-breaks-in-two" and "404" in row["why"]
    assert crawl_sources(tmp_path, 1000 + DAY).code == 0, "it was told when it was noticed"
    assert len(press.paths("/2026/")) == 3, "an outage looks the same, so it is looked at again"


def test_a_source_that_falls_silent_is_named(tmp_path: Path, press: Press) -> None:
    """News on two days, then none: the longest pause was a day."""
    write(tmp_path, press, "")
    said = []
    for day in (0, 1, 4, 6):
        if day < 2:
            press.article(f"/2026/story-of-day-number-{day}", f"Story of day {day}")
            press.put("/rss", rss((f"/2026/story-of-day-number-{day}", "A story", "")), "application/rss+xml")
        said.append(crawl_sources(tmp_path, at("2026-11-20T12:00") + day * DAY).err)
    assert ["daily has brought nothing new since 2026-11-21, which is unusual." in text for text in said] == [
        False
    ] * 3 + [True]
