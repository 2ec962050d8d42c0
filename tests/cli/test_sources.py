"""``copydesk sources add``, ``list`` and ``check`` against sites on loopback."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.press import Press, rss, serve

PATHS = [f"/2026/11/2{n}/old-pier-number-{n}-breaks-in-storm" for n in range(8)]


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


def links(paths: list[str]) -> str:
    return "".join(f'<a href="{path}">Old pier breaks in two as storm leaves {path}</a>' for path in paths)


def daily(press: Press) -> None:
    """A publisher with a feed, a broken feed, a sitemap and two sections."""
    for number, path in enumerate(PATHS):
        press.article(path, f"Story {number}")
    alternate = "".join(f'<link rel="alternate" type="application/rss+xml" href="{x}">' for x in ("/rss", "/gone"))
    menu = '<nav><a href="/world/">World</a><a href="/about">About</a><a href="/weather">Sun</a></nav>'
    press.put(
        "/",
        f'<html lang="en"><head><meta property="og:site_name" content="The Daily">{alternate}</head>{menu}{links(PATHS[:3])}</html>',
    )
    press.put("/world/", links(PATHS[2:]))
    date = format_datetime(datetime.now(UTC) - timedelta(hours=2))
    press.put(
        "/rss",
        rss(*((path, f"Story {path}", f"<pubDate>{date}</pubDate>") for path in PATHS[:4])),
        "application/rss+xml",
    )
    press.put(
        "/robots.txt", "User-agent: *\nCrawl-delay: 0.1\nDisallow: /secret/\nSitemap: SITE/map.xml\n", "text/plain"
    )
    press.put(
        "/map.xml",
        "<urlset>" + "".join(f"<url><loc>SITE{path}</loc></url>" for path in PATHS) + "</urlset>",
        "text/xml",
    )


def test_add_list_check_and_crawl(tmp_path: Path, press: Press) -> None:
    daily(press)
    options = ("--sources", tmp_path / "sources", "--name", "daily")
    done = copydesk("sources", "add", press.url, *options, COLUMNS="160")
    assert done.code == 0, done.err
    assert "4 of 4" in done.out.decode() and "Story" in done.out.decode()
    text = (tmp_path / "sources/daily.toml").read_text("utf-8")
    values = tomllib.loads(text)
    assert values == {
        "name": "daily", "publisher": "The Daily", "home": f"{press.url}/", "language": "en", "delay": 0.1,
        "feeds": [f"{press.url}/rss"], "news_sitemaps": [], "sections": [f"{press.url}/world/"],
    }  # fmt: skip
    assert f'#     "{press.url}/map.xml"' in text
    assert not press.paths("/secret") and len(press.paths()) < 40

    again = copydesk("sources", "add", press.url, *options)
    assert (again.code, again.out) == (3, b"") and "--force" in again.err
    forced = copydesk("sources", "add", press.url, *options, "--force", "--json")
    found = {
        (x["kind"], x["url"].removeprefix(press.url), x["answers"], x["written"]) for x in forced.records[0]["lists"]
    }
    assert ("feed", "/rss", True, True) in found and ("feed", "/gone", False, False) in found
    assert ("sitemap", "/map.xml", True, False) in found

    listed = copydesk("sources", "list", "--sources", tmp_path / "sources", "--json")
    assert [(x["name"], x["feeds"], x["sections"]) for x in listed.records] == [("daily", 1, 1)]
    assert b"1 feed, 1 section" in copydesk("sources", "list", "--sources", tmp_path / "sources", COLUMNS="160").out

    crawled = copydesk("crawl", "daily", "--sources", tmp_path / "sources")
    assert crawled.code == 0 and len(crawled.records) == 8


def test_check_says_what_is_wrong(tmp_path: Path, press: Press) -> None:
    daily(press)
    press.put("/old", rss((PATHS[0], "A", "<pubDate>Thu, 02 Apr 2020 06:30:00 +0900</pubDate>")))
    press.put("/ads", rss(*((f"/x{n}", "A", "") for n in range(3))).replace("SITE", "https://ads.example"))
    lists = 'feeds = ["SITE/rss", "SITE/old", "SITE/ads", "SITE/gone", "SITE/world/", "SITE/secret/rss"]\nsitemaps = ["SITE/map.xml"]\n'
    (tmp_path / "daily.toml").write_text(f'name = "daily"\nhome = "{press.url}/"\n{lists}'.replace("SITE", press.url))
    done = copydesk("sources", "check", "daily", "--sources", tmp_path, "--json")
    told = {x["url"].removeprefix(press.url): x for x in done.records[0]["lists"]}
    assert (told["/rss"]["articles"], told["/rss"]["doubts"]) == (4, [])
    assert told["/old"]["doubts"] == ["the newest article is of 2020-04-01"]
    assert told["/ads"]["doubts"] == ["none of its 3 links is an article of the site"]
    assert told["/gone"]["failure"] == f"{press.url}/gone answered 404 Not Found."
    assert told["/world/"]["doubts"] == ["is no feed"]
    assert "robots.txt forbids" in told["/secret/rss"]["failure"]
    assert (told["/map.xml"]["articles"], told["/map.xml"]["failure"]) == (8, None)
    pages = done.records[0]["articles"]
    assert [page["headline"][:6] for page in pages] == ["Story "] * 3 and pages[0]["letters"] > 100
    assert done.code == 20
    table = copydesk("sources", "check", "--sources", tmp_path, COLUMNS="160")
    assert b"is no feed" in table.out and b"Story" in table.out
    assert "Traceback" not in table.err + done.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "ftp://daily.example/"), 2, "expected the URL of a site"),
        (("add", "SITE", "--name", "../evil"), 2, "expected lower-case letters"),
        (("add", "SITE/nothing"), 13, "404 Not Found"),
        (("add", "SITE/"), 20, "no list of articles"),
        (("add", "http://10.0.0.1/"), 24, "--allow-host 10.0.0.1"),
        (("list",), 21, "There is no folder"),
        (("check",), 21, "There is no folder"),
    ],
)
def test_mistakes(tmp_path: Path, press: Press, arguments: tuple[str, ...], code: int, words: str) -> None:
    press.put("/", "<p>Under construction.</p>")
    given = [argument.replace("SITE", press.url) for argument in arguments]
    done = copydesk("sources", *given, "--sources", tmp_path / "none")
    assert (done.code, done.out if given[0] != "add" else b"") == (code, b"")
    assert words in done.err and "Traceback" not in done.err
    assert not list(tmp_path.rglob("*.toml"))


def test_control_codes_of_a_site_reach_no_terminal(tmp_path: Path, press: Press) -> None:
    daily(press)
    evil = "Story \x1b]0;owned\x07\x9b31m\u202e"
    press.article(PATHS[0], evil)
    press.put("/", f'<head><meta property="og:site_name" content="{evil}"></head>{links(PATHS)}')
    done = copydesk("sources", "add", press.url, "--sources", tmp_path)
    text = done.out.decode() + done.err + (tmp_path / "127-0-0-1.toml").read_text("utf-8")
    assert done.code == 0 and "owned" in text
    assert not any(c in text for c in "\x1b\x07\x9b\u202e")
