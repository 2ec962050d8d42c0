"""What a crawl tells of each source: the table, the lines, JSON."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from crawler.report.live import to_table
from crawler.report.source_counts import SourceCounts, sentence, total
from tests.press import Answer, Press, crawl, rss, serve, source

DAILY = SourceCounts(
    found=1200, fetched=3, written=2, failures={"robots": 1, "http": 2, "timeout": 1}, limit="max_time"
)


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (
            DAILY,
            "daily: 1,200 found, 3 fetched, 2 written, 1 refused, 3 failed (2 http, 1 robots, 1 timeout; stopped at max_time).",
        ),
        (SourceCounts(unchanged=2), "daily: 2 unchanged."),
        (SourceCounts(failures={"private-address": 1}), "daily: 1 refused (1 private-address)."),
        (SourceCounts(), "daily: nothing new."),
    ],
)
def test_sentence(tally: SourceCounts, said: str) -> None:
    assert sentence("daily", tally) == said


def test_table_shows_those_that_have_most_to_tell() -> None:
    out = StringIO()
    tallies = {f"source-{n}": SourceCounts(found=n) for n in range(5)} | {"daily": DAILY}
    Console(file=out, width=110).print(to_table(tallies, 3_725, room=2))
    text = out.getvalue()
    assert "1,200" in text and "source-4" in text and "source-3" not in text and "… 4 more" in text
    assert "6 sources" in text and "1,210" in text and "1:02:05" in text
    assert total(tallies).failures == {"robots": 1, "http": 2, "timeout": 1}


def _site(press: Press) -> None:
    for n in (1, 2):
        press.article(f"/2026/story-number-{n}")
    press.put("/rss", rss(*((f"/2026/story-number-{n}", "T", "") for n in range(1, 6))))
    press.answers["/2026/story-number-5"] = Answer(status=302, headers={"Location": "/2026/story-number-6"})
    press.answers["/2026/story-number-6"] = Answer(status=302, headers={"Location": "/2026/story-number-5"})
    press.put("/robots.txt", "User-agent: *\nDisallow: /2026/story-number-4\n", "text/plain")


def test_a_crawl_tells_by_source(tmp_path: Path) -> None:
    with serve() as press:
        _site(press)
        source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
        lines = crawl(tmp_path).err.splitlines()
        told = [json.loads(line) for line in crawl(tmp_path, "--json").err.splitlines()]
    assert "daily: 5 found, 2 fetched, 2 written, 1 refused, 2 failed (1 http, 1 redirects, 1 robots)." in lines
    [last] = [line for line in told if line["event"] == "summary"]
    assert last["sources"]["daily"] == last["total"] == {
        "found": 5, "fetched": 2, "written": 2, "unchanged": 0, "refused": 1, "failed": 2,
        "why": {"robots": 1, "http": 1, "redirects": 1}, "limit": None,
    }  # fmt: skip
    assert any("404" in line["message"] for line in told if line["event"] == "message")
