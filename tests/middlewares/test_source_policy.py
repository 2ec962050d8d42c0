"""How politely ``copydesk crawl`` asks: robots.txt, pauses, names, sites that ask to be left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.press import Answer, Press, crawl, rss, serve, source


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    """A site with a feed of four articles."""
    with serve() as found:
        paths = [f"/2026/story-number-{n}" for n in range(1, 5)]
        for path in paths:
            found.article(path)
        found.put("/rss", rss(*((path, "T", "") for path in paths)))
        yield found


FEED = 'feeds = ["SITE/rss"]\n'


def pauses(press: Press) -> list[float]:
    return [b.at - a.at for a, b in pairwise(press.asked)]


@pytest.mark.parametrize(
    ("robots", "lines", "total"),
    [
        ("User-agent: copydesk\nCrawl-delay: 0.4\n\nUser-agent: *\nDisallow: /\n", "", 2.0),
        ("User-agent: *\nRequest-rate: 2/1\n", "", 2.5),
        ("User-agent: *\nCrawl-delay: 0.1\n", "delay = 0.4\njitter = 0\n", 2.0),
        ("", "delay = 0.4\njitter = 0\n", 2.0),
    ],
)
def test_no_pause_is_too_short(tmp_path: Path, press: Press, robots: str, lines: str, total: float) -> None:
    """At least six requests, robots.txt among them; a clock that is late for one may be early for the next."""
    press.put("/robots.txt", robots, "text/plain")
    source(tmp_path, press, FEED + lines)
    done = crawl(tmp_path)
    assert len(done.records) == 4, done.err
    assert len(press.asked) >= 6 and sum(pauses(press)) >= total * 0.9


def test_what_robots_txt_forbids_is_counted_and_never_fetched(tmp_path: Path, press: Press) -> None:
    press.put("/robots.txt", "User-agent: copydesk\nDisallow: /2026/story-number-2\nDisallow: /private\n", "text/plain")
    source(tmp_path, press, FEED + 'sections = ["SITE/private"]\n')
    done = crawl(tmp_path)
    assert (done.code, len(done.records)) == (12, 3)
    assert "/2026/story-number-2" not in press.paths() and "/private" not in press.paths()
    assert "2 robots" in done.err


@pytest.mark.parametrize("status", [429, 503])
def test_the_whole_site_is_left_alone_for_as_long_as_it_asks(tmp_path: Path, press: Press, status: int) -> None:
    good = press.answers["/2026/story-number-1"]
    assert isinstance(good, Answer)
    busy = Answer(status=status, headers={"Retry-After": "1"})
    press.answers["/2026/story-number-1"] = lambda tries: busy if tries == 1 else good
    source(tmp_path, press, FEED + "concurrency = 1\n")
    done = crawl(tmp_path)
    assert (done.code, len(done.records)) == (0, 4), done.err
    first = [asked.path for asked in press.asked].index("/2026/story-number-1")
    assert pauses(press)[first] >= 0.9


def test_who_asks_for_long_is_asked_in_another_run(tmp_path: Path, press: Press) -> None:
    press.answers["/2026/story-number-2"] = Answer(status=503, headers={"Retry-After": "3600"})
    source(tmp_path, press, FEED + "concurrency = 1\n")
    with serve("127.0.0.2") as other:
        other.article("/2026/boats-sail-again")
        other.put("/rss", rss(("/2026/boats-sail-again", "T", "")))
        source(tmp_path, other, FEED, "weekly")
        more = ("--ledger", tmp_path / "l.db", "-o", tmp_path / "o.jsonl")
        done = crawl(tmp_path, *more)
    records = [json.loads(line)["url"] for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert sorted(records) == sorted([other.url + "/2026/boats-sail-again", press.url + "/2026/story-number-1"])
    assert press.paths("/2026") == ["/2026/story-number-1", "/2026/story-number-2"]
    pending = copydesk("ledger", "pending", tmp_path / "l.db").out.decode()
    assert done.code == 27 and all(f"story-number-{n}" in pending for n in (2, 3, 4))


def test_who_asks_is_as_the_source_has_it(tmp_path: Path, press: Press) -> None:
    press.put("/robots.txt", "User-agent: deskbot\nDisallow: /2026/story-number-1\n", "text/plain")
    source(tmp_path, press, FEED + 'user_agent = "DeskBot/2 (+https://desk.example)"\n')
    assert len(crawl(tmp_path).records) == 3
    assert {asked.agent for asked in press.asked} == {"DeskBot/2 (+https://desk.example)"}
    press.asked.clear()
    source(tmp_path, press, FEED + 'contact = "mailto:desk@daily.example"\n')
    assert len(crawl(tmp_path, "--contact", "https://desk.example").records) == 4
    assert all(asked.agent.endswith("+mailto:desk@daily.example)") for asked in press.asked)


def test_who_does_not_say_whom_to_write_to_is_told(tmp_path: Path, press: Press) -> None:
    source(tmp_path, press, FEED + "max_articles = 1\n")
    assert "--contact" in crawl(tmp_path).err
    assert "--contact" not in crawl(tmp_path, "--contact", "https://desk.example").err


def test_the_owner_of_a_site_may_let_robots_txt_be(tmp_path: Path, press: Press) -> None:
    press.put("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain")
    source(tmp_path, press, FEED + "obey_robots = false\n")
    assert len(crawl(tmp_path).records) == 4


def test_a_large_source_does_not_starve_a_small_one(tmp_path: Path) -> None:
    with serve() as large, serve("127.0.0.2") as small:
        for site, count in ((large, 40), (small, 4)):
            paths = [f"/2026/story-number-{n}" for n in range(count)]
            for path in paths:
                site.article(path)
            site.put("/rss", rss(*((path, "T", "") for path in paths)))
        source(tmp_path, large, FEED + "delay = 0.05\n", "a-large")
        source(tmp_path, small, FEED + "delay = 0.05\n", "b-small")
        assert len(crawl(tmp_path).records) == 44
    assert sum(asked.at < small.asked[-1].at for asked in large.asked) < 25
