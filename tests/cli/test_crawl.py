"""``copydesk crawl`` against sites on loopback: each kind of list, with and without a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.command import copydesk
from tests.press import DATED, Answer, Press, crawl, rss, serve, source


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


@pytest.mark.parametrize("ledger", [False, True])
def test_feed_sitemap_and_section(tmp_path: Path, press: Press, ledger: bool) -> None:
    source(tmp_path, press, 'feeds = ["SITE/rss"]\nsitemaps = ["SITE/map"]\nsections = ["SITE/world"]\n')
    for path in ("/2026/a-quiet-night", "/2026/boats-sail-again", "/2026/crews-come-home", "/2026/old-pier-breaks"):
        press.article(path, f"Story {path}")
    press.put(
        "/rss",
        rss(
            ("/2026/a-quiet-night?utm_source=rss", "A", DATED.format(1)),
            ("/2026/boats-sail-again", "B", DATED.format(2)),
        ),
    )
    press.put(
        "/map",
        "<urlset><url><loc>SITE/2026/boats-sail-again</loc></url><url><loc>SITE/2026/crews-come-home</loc></url></urlset>",
    )
    text = "Old pier breaks in two as storm leaves the harbour"
    press.put("/world", f'<a href="/about">About us</a><a href="/2026/old-pier-breaks">{text}</a>')
    more = ("--ledger", tmp_path / "l.db", "-o", tmp_path / "o.jsonl") if ledger else ()
    done = crawl(tmp_path, *more)
    records = [json.loads(x) for x in (tmp_path / "o.jsonl").read_text().splitlines()] if ledger else done.records
    assert done.code == 0, done.err
    assert sorted((r["headline"], r["discovered_via"]) for r in records) == [
        ("Story /2026/a-quiet-night", "feed"),
        ("Story /2026/boats-sail-again", "feed"),
        ("Story /2026/crews-come-home", "sitemap"),
        ("Story /2026/old-pier-breaks", "homepage"),
    ]
    again = crawl(tmp_path, *more)
    assert len(again.records) == (0 if ledger else 4)
    assert len(press.paths("/2026/")) == (4 if ledger else 8)
    assert len(press.paths("/rss")) == 2
    if ledger:
        known = copydesk("ledger", "history", tmp_path / "l.db", press.url + "/2026/a-quiet-night")
        assert known.out.startswith(b"delivered"), known.err


def test_one_article_is_one_record(tmp_path: Path, press: Press) -> None:
    """Variants of an address are asked for once; what only the page tells gives one record all the same."""
    source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
    press.article("/2026/boats-sail-again", meta='<link rel="canonical" href="/2026/boats-sail-again">')
    press.article(
        "/short/77",
        "Harbour opens again",
        '<link rel="canonical" href="/2026/boats-sail-again">',
        "/2026/boats-sail-again",
    )
    press.article("/2026/crews-come-home", meta='<link rel="canonical" href="/">')
    press.answers["/to"] = Answer(status=301, headers={"Location": "/2026/crews-come-home?utm_source=to"})
    press.answers["/2026/crews-come-home?"] = Answer(status=301, headers={"Location": "/2026/crews-come-home"})
    paths = ("boats-sail-again?utm_source=rss", "boats-sail-again/amp/", "boats-sail-again#top", "crews-come-home?")
    press.put("/rss", rss(*((f"/2026/{path}", "T", "") for path in paths), ("/short/77", "T", ""), ("/to", "T", "")))
    done = crawl(tmp_path)
    assert done.code == 0, done.err
    assert len(press.paths("/2026/boats")) == 1
    urls = sorted(r["url"].removeprefix(press.url).split("?")[0] for r in done.records)
    boats, crews = urls if urls[0].startswith("/2026/boats") else urls[::-1]
    assert boats in ("/2026/boats-sail-again", "/short/77")  # whichever was read first
    assert crews == "/2026/crews-come-home"


def test_what_the_feed_says(tmp_path: Path, press: Press) -> None:
    source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
    press.article("/2026/boats-sail-again")
    more = "<dc:creator>Jane Doe</dc:creator><category>Harbour</category>" + DATED.format(3)
    press.put("/rss", rss(("/2026/boats-sail-again", "Nothing like it", more)))
    [record] = crawl(tmp_path).records
    assert record["date_published"] == "2026-11-24T03:00:00+00:00"
    assert [a["name"] for a in record["authors"]] == ["Jane Doe"]
    assert record["keywords"] == ["Harbour"]
    assert {record["provenance"][name] for name in ("date_published", "authors", "keywords")} == {"feed"}
    assert "headline: the feed says Nothing like it, the page Harbour opens again" in record["warnings"]


@pytest.mark.parametrize(
    ("options", "lines", "fetched"),
    [
        (("--max-articles", "2"), "", "54"),
        (("--max-articles", "2"), "max_articles = 3\n", "543"),
        ((), 'max_age = "1 day"\n', "5u"),
        (("--max-age", "2 days"), "", "54u"),
        (("--max-bytes", "1"), "", ""),
        ((), "max_bytes = 1\n", ""),
        ((), "max_time = 0\n", ""),
        ((), "", "54321u"),
    ],
)
def test_newest_first_within_limits(
    tmp_path: Path, press: Press, options: tuple[str, ...], lines: str, fetched: str
) -> None:
    """The feed has the oldest first, a sitemap the newest; what says no time is old in a sitemap."""
    source(tmp_path, press, 'feeds = ["SITE/rss"]\nsitemaps = ["SITE/map"]\nconcurrency = 1\n' + lines)
    now = datetime.now(UTC)
    days = {str(5 - age): (now - timedelta(days=age + 0.5)).isoformat() for age in range(5)}
    for name in (*days, "u"):
        press.article(f"/2026/{name}-is-a-story")
    dated = "<url><loc>SITE/2026/{}-is-a-story</loc><lastmod>{}</lastmod></url>"
    feed = ((f"/2026/{n}-is-a-story", "T", f"<pubDate>{days[n]}</pubDate>") for n in "123")
    press.put("/rss", rss(*feed))
    undated = "<url><loc>SITE/2026/u-is-a-story</loc></url>"
    press.put("/map", f"<urlset>{undated}{''.join(dated.format(n, days[n]) for n in '45')}</urlset>")
    done = crawl(tmp_path, *options)
    assert "".join(path[6] for path in press.paths("/2026/")) == fetched, done.err


def test_pages_of_a_section(tmp_path: Path, press: Press) -> None:
    source(tmp_path, press, 'sections = ["SITE/world"]\npages = 3\n')
    for page in range(1, 6):
        path = f"/2026/11/24/old-pier-breaks-in-storm-{page}"
        press.article(path)
        link = f'<a href="{path}">Old pier breaks in two as storm {page} leaves the harbour</a>'
        press.put(f"/world/{page}" if page > 1 else "/world", f'{link}<a rel="next" href="/world/{page + 1}">Next</a>')
    done = crawl(tmp_path)
    assert len(done.records) == 3, done.err
    assert press.paths("/world") == ["/world", "/world/2", "/world/3"]
