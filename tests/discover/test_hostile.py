"""Lists that mean harm: read alone, and in a crawl of a real server with little memory."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from feedparser.mixin import _FeedParserMixin  # type: ignore[import-untyped]

from crawler.discover.feeds import read_feed
from crawler.discover.sitemaps import read_sitemap
from tests.bombs import laughs, outside, quadratic, zeros
from tests.command import ROOT, environment
from tests.forked import run_forked
from tests.press import Answer, Press, rss, serve

BASE = "https://daily.example/rss.xml"
A = "https://daily.example/a"
ITEM = f"<item><title>Old pier</title><link>{A}</link></item>"
URL = f"<url><loc>{A}</loc></url>"


@pytest.mark.parametrize(
    ("data", "links"),
    [
        (b"/etc/passwd", 0),
        (b"/dev/zero", 0),
        (b"file:///etc/passwd", 0),
        (laughs("rss", f"<channel><item><title>&l9;</title><link>{A}</link></item></channel>").encode(), 1),
        (b"<rss><channel><item><title>" + b"x" * 5_000_000 + f"</title><link>{A}</link></item></channel></rss>".encode(), 1),
        (quadratic("rss", f"<channel><item><title>&a;</title><link>{A}</link></item></channel>").encode(), 1),
        (quadratic("rss", f"<channel><item><title>&a;</title><link>{A}</link></item></channel>").encode("utf-16"), 1),
        (outside("rss", f"<channel><item><title>&file;</title><link>{A}</link></item></channel>", "http://10.0.0.1").encode(), 1),
        (b"<rss><channel>" + ITEM.encode() * 100_000, 2_000),
        (b'{"items": [' + f'{{"url": "{A}"}},'.encode() * 200_000 + b"{}]}", 2_000),
        (b"<rss><channel>" + ITEM.encode() + b"<a>" * 300_000, 1),
        (b"<rss>" + b"<item>" * 300_000, 0),
        (b'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel>' + ITEM.encode() + b"<media:group>" * 300_000, 1),
        (b"{" * 300_000, 0),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, bytes) else None,
)  # fmt: skip
def test_feeds(data: bytes, links: int) -> None:
    found = read_feed(data, BASE)
    assert len(found) == links
    assert all(link.url == A and len(str(link.hints)) < 1_000 and "root:" not in str(link.hints) for link in found)


@pytest.mark.parametrize(
    ("data", "links"),
    [
        (laughs("urlset", f"{URL}<url><loc>&l9;</loc></url>").encode(), 1),
        (quadratic("urlset", f"{URL}<url><loc>&a;</loc></url>").encode(), 0),
        (outside("urlset", f"<url><loc>{A}</loc><lastmod>&file;</lastmod></url>", "http://10.0.0.1").encode(), 1),
        (b"<urlset>" + URL.encode() + b"<url>" * 300_000, 1),
        (b"<urlset>" + URL.encode() + b"<x>1</x>" * 300_000, 1),
        (b"<urlset>" + URL.encode() + b"<url>" + b"<x>1</x>" * 300_000, 1),
        (b"<urlset>" + URL.encode() + b"<url><loc>" + b"x" * 20_000_000, 1),
        (zeros(120), 0),
        (zeros(120, b"<urlset>" + URL.encode(), b" "), 1),
        (zeros(120, b"<urlset>" + URL.encode() + b"<url><loc>", b"x"), 1),
        (b"/etc/passwd", 0),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, bytes) else None,
)
def test_sitemaps(data: bytes, links: int) -> None:
    found = list(read_sitemap(io.BytesIO(data), BASE))
    assert [link.url for link in found] == [A] * links
    assert "root:" not in str(found)


def test_memory_stays_flat() -> None:
    """Of each of these a tree would take hundreds of megabytes."""
    code = """
import io, resource
from crawler.discover.sitemaps import read_sitemap
from tests.bombs import zeros
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
entry = b"<url><loc>https://daily.example/%d</loc><lastmod>2026-04-02</lastmod></url>"
bodies = (
    b"<urlset>" + b"".join(entry % n for n in range(50_000)) + b"</urlset>",
    b"<urlset>" + b"<x>1</x>" * 400_000,
    zeros(1000),
    zeros(1000, b"<urlset><url><loc>", b"x"),
)
counts = [sum(1 for _ in read_sitemap(io.BytesIO(body), "https://daily.example/")) for body in bodies]
print(counts, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment(), capture_output=True, text=True)
    counts, _, megabytes = done.stdout.strip().rpartition(" ")
    assert counts == "[50000, 0, 0, 0]", done.stderr
    assert int(megabytes) < 40 if sys.platform == "linux" else megabytes


MEMORY = 1_400_000_000
"""Bytes of addresses; half of it is what the program takes anyway."""


def begin(sources: str) -> int:
    """The crawl itself, with little memory."""
    from crawler.cli.run import run

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    chosen = {"output": "-", "form": None, "errors": "/dev/stderr", "progress": False, "verbose": False}
    settings = {"DOWNLOAD_TIMEOUT": 4, "RETRY_TIMES": 0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}
    return run("source", chosen, settings, sources=sources)


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


def drip(count: int) -> Answer:
    """Slower than the time that a response may take."""
    time.sleep(6)
    return Answer(b"<rss/>")


def index(press: Press, *paths: str) -> str:
    return (
        "<sitemapindex>"
        + "".join(f"<sitemap><loc>{press.url}{path}</loc></sitemap>" for path in paths)
        + "</sitemapindex>"
    )


def test_a_crawl_goes_on(tmp_path: Path, press: Press) -> None:
    for path in ("/2026/good", "/2026/laughed", "/2026/outside", "/2026/mapped", "/2026/nested"):
        press.article(path, f"Story {path}")
    press.put("/good", rss(("/2026/good", "Good", "")))
    press.put("/feed-zeros", zeros(1000), "application/rss+xml", Content_Encoding="gzip")
    press.put("/feed-million", b"<rss><channel>" + b"<item><link>/2026/good</link></item>" * 1_000_000, "text/xml")
    press.put(
        "/feed-laughs",
        laughs("rss", "<channel><item><title>&l9;</title><link>SITE/2026/laughed</link></item></channel>"),
    )
    press.put(
        "/feed-outside",
        outside(
            "rss", "<channel><item><title>&file;</title><link>SITE/2026/outside</link></item></channel>", press.url
        ),
    )
    press.put("/feed-path", "/dev/zero")
    press.put("/map-zeros.xml.gz", zeros(1000), "application/gzip")
    press.put("/map-laughs", laughs("urlset", "<url><loc>SITE/2026/mapped</loc></url><url><loc>&l9;</loc></url>"))
    press.put("/map-self", index(press, "/map-self", "/map-self?a", "/map-self?b", "/map-leaf"))
    press.put("/map-leaf", "<urlset><url><loc>SITE/2026/nested</loc></url></urlset>")
    press.answers["/drip"] = drip
    press.answers["/circle"] = Answer(status=302, headers={"Location": f"{press.url}/circle"})
    press.answers["/maze"] = lambda count: Answer(
        status=302, headers={"Location": f"{press.url}/maze?{time.monotonic()}"}
    )
    press.answers["/control"] = Answer(
        b"x", status=302, headers={"Location": f"{press.url}/\x1b[31mred\x1b]0;title\x07"}
    )
    feeds = [
        "good",
        "feed-zeros",
        "feed-million",
        "feed-laughs",
        "feed-outside",
        "feed-path",
        "drip",
        "circle",
        "maze",
        "control",
    ]
    maps = ["map-zeros.xml.gz", "map-laughs", "map-self"]
    lines = [
        f"{key} = {json.dumps([f'{press.url}/{path}' for path in paths])}"
        for key, paths in (("feeds", feeds), ("sitemaps", maps))
    ]
    (tmp_path / "daily.toml").write_text("\n".join([f'name = "daily"\nhome = "{press.url}/"', *lines, "delay = 0.0"]))

    got = run_forked(f"{__name__}:begin", str(tmp_path))
    kinds = {}
    for line in got.err.splitlines():
        if line.startswith("{"):
            failure = json.loads(line)
            kinds[failure["url"].removeprefix(press.url).partition("?")[0]] = failure["kind"]
    assert sorted(record["headline"] for record in got.records) == [
        f"Story /2026/{name}" for name in ("good", "laughed", "mapped", "nested", "outside")
    ], got.err
    assert kinds.pop("/feed-zeros") == kinds.pop("/feed-million") == "too-large"
    assert kinds.pop("/drip") == "timeout"
    assert kinds.pop("/circle") == kinds.pop("/maze") == "redirects"
    assert "bug" not in kinds.values() and "Traceback" not in got.err
    assert not any(c in got.err for c in "\x1b\x07")
    assert press.paths("/dtd") == []
    assert len(press.paths("/map-self")) <= 4


ENTRIES = "<item><title>Old pier</title><link>https://daily.example/{}</link><category>pier</category></item>"


@pytest.mark.parametrize(
    ("before", "count", "tags"),
    [
        ("", 2_000, 8_002),
        ("", 6_000, 8_002),  # closed where it is cut off, so the first parser reads it
        ("<title><b>pier</title>", 6_000, 8_004),  # broken from the beginning: the forgiving one reads it at once
    ],
)
def test_each_tag_of_a_feed_is_read_once(monkeypatch: pytest.MonkeyPatch, before: str, count: int, tags: int) -> None:
    work = []
    begin = _FeedParserMixin.unknown_starttag

    def counted(self: Any, *arguments: Any) -> Any:
        work.append(arguments[0])
        return begin(self, *arguments)

    monkeypatch.setattr(_FeedParserMixin, "unknown_starttag", counted)
    items = "".join(map(ENTRIES.format, range(count)))
    found = read_feed(f"<rss><channel>{before}{items}</channel></rss>".encode(), BASE)
    assert (len(found), len(work)) == (2_000, tags)
    assert found[-1].url == "https://daily.example/1999"
