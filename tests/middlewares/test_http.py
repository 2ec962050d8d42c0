"""HTTP as sites speak it: codings, cookies, refreshes, redirects, names in addresses, sites that ask to be left alone."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from unittest.mock import Mock

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard

from crawler.archive.content_codings import decode, is_plain
from crawler.ledger import open_ledger
from crawler.ledger.requests import unpack
from crawler.middlewares.redirect import may_refresh
from crawler.net.cookies import cookie_header, settings
from crawler.net.refresh import Refresh, find_refresh, read_refresh
from crawler.normalize.request_urls import redact, to_url, without_userinfo
from tests.command import Done, copydesk
from tests.press import Answer, Press, crawl, rss, serve, source
from tests.server import page

PAGE = page().encode()
LONG = PAGE * 40
_raw = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(LONG, mtime=0),
    "x-gzip": gzip.compress(LONG, mtime=0),
    "deflate": zlib.compress(LONG),
    "Deflate": _raw.compress(LONG) + _raw.flush(),
    "br": brotli.compress(LONG),
    "zstd": zstandard.compress(LONG),
}
WITHOUT_MAGIC = ("deflate", "Deflate", "br")


@pytest.fixture
def press() -> Iterator[Press]:
    with serve() as found:
        yield found


def fetch(press: Press, *paths: str, **more: str) -> Done:
    return copydesk("fetch", *(press.url + path for path in paths), "--retries", "1", COPYDESK_TDMREP="0", **more)


@pytest.mark.parametrize(("coding", "body"), PACKED.items())
def test_a_body_is_what_it_is_whatever_its_label_says(coding: str, body: bytes) -> None:
    assert decode(body, coding) == (LONG, True)
    assert decode(LONG, coding) == (LONG, True), "plain though labelled"
    assert decode(body, f"{coding}, {coding}") == (LONG, True), "labelled twice"
    assert decode(body, f"identity, {coding}, utf-8") == (LONG, True), "with labels that are none"
    assert decode(b"", coding) == (b"", True)


@pytest.mark.parametrize(("coding", "body"), PACKED.items())
def test_a_body_that_is_cut_off_is_told_from_a_whole_one(coding: str, body: bytes) -> None:
    plain, whole = decode(body[: len(body) // 2], coding)
    assert not whole and LONG.startswith(plain)


@pytest.mark.parametrize("missing", [1, 4, 8])
def test_a_gzip_without_its_checksum_is_whole(missing: int) -> None:
    assert decode(PACKED["gzip"][:-missing], "gzip") == (LONG, True)
    assert decode(PACKED["gzip"][: -missing - 8], "gzip")[1] is False


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_of_several_members_is_read_whole(coding: str) -> None:
    assert decode(PACKED[coding] * 2, coding) == (LONG * 2, True)


def test_a_body_packed_by_several_codings() -> None:
    assert decode(brotli.compress(gzip.compress(LONG)), "gzip, br") == (LONG, True)
    assert decode(brotli.compress(b""), "br") == (b"", True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "shift_jis", "euc-kr", "gb18030", "iso2022_jp"])
def test_a_plain_text_is_known_in_any_encoding(encoding: str) -> None:
    assert is_plain("<p>港の工事</p>".encode(encoding, "ignore"))


def test_labels_of_pages(press: Press) -> None:
    good = {f"/{n}": (body, label) for n, (label, body) in enumerate(PACKED.items())}
    good |= {f"/plain-{label}": (PAGE, label) for label in PACKED}
    good |= {f"/twice-{label}": (body, f"{label}, {label}") for label, body in PACKED.items()}
    good |= {"/packed-twice": (gzip.compress(gzip.compress(PAGE)), "gzip"), "/unlabelled": (gzip.compress(PAGE), "")}
    for path, (body, label) in good.items():
        press.put(path, body, **({"Content-Encoding": label} if label else {}))
    done = fetch(press, *good)
    assert {r["requested_url"] for r in done.records} == {press.url + path for path in good}, done.err
    assert {r["headline"] for r in done.records} == {"Harbour opens again"}


def test_a_page_that_is_cut_off_is_tried_again_and_then_said_to_be(press: Press) -> None:
    cut, whole = ({"Content-Encoding": "br"}, PACKED["br"][:-40]), ({"Content-Encoding": "br"}, PACKED["br"])
    press.answers["/cut"] = Answer(cut[1], headers=cut[0])
    press.answers["/once"] = lambda tries: Answer(whole[1] if tries > 1 else cut[1], headers=cut[0])
    done = fetch(press, "/cut", "/once")
    assert (done.code, [r["requested_url"] for r in done.records]) == (17, [press.url + "/once"])
    assert press.paths("/cut") == ["/cut", "/cut"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0;url=/a", (0, "/a")),
        ("0; URL = '/a b' ; x", (0, "/a b")),
        ('0;url="/a"', (0, "/a")),
        ("0;url='/a", (0, "/a")),
        ("0;'/a'", (0, "/a")),
        ("0, /a", (0, "/a")),
        ("0 /a", (0, "/a")),
        (" 3.5;url=/a", (3, "/a")),
        (".5; url=/a", (0, "/a")),
        ("0;url=/a;b=1", (0, "/a;b=1")),
        ("0;\nurl=/a\n", (0, "/a")),
        ("0;url=/\na", (0, "/a")),
        ("0;urls", (0, "urls")),
        ("0;url=", (0, "")),
        ("300", (300, "")),
        ("300;", (300, "")),
        ("9999999999;url=/a", None),
        ("x;url=/a", None),
        ("url=/a", None),
        ("-1;url=/a", None),
        ("", None),
    ],
)
def test_refresh(value: str, expected: tuple[int, str] | None) -> None:
    assert read_refresh(value) == (None if expected is None else Refresh(*expected))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<meta http-equiv="refresh" content="0;url=/a">', "https://daily.example/a"),
        ("<META CONTENT=\"0; URL='/a?b=1&amp;c=2'\" HTTP-EQUIV=' Refresh '/>", "https://daily.example/a?b=1&c=2"),
        ('<meta http-equiv=refresh content="0;url=&quot;/a&quot;">', "https://daily.example/a"),
        ('<meta http-equiv=refresh content="0&#59;url=&#x2f;a">', "https://daily.example/a"),
        ('<base href="https://other.example/x/"><meta http-equiv=refresh content="0;a">', "https://other.example/x/a"),
        ('<meta http-equiv=refresh content="0">', "https://daily.example/b"),
        ('<noscript><meta http-equiv=refresh content="0;/a"></noscript>', None),
        ('<script>"<meta http-equiv=refresh content=0;/a>"</script>', None),
        ("<!-- <meta http-equiv=refresh content=0;/a> -->", None),
        ("<title><meta http-equiv=refresh content=0;/a></title>", None),
        ("<meta name=refresh content=0;/a>", None),
        ('<meta http-equiv=refresh content="0;http://[">', None),
    ],
)
def test_find_refresh(markup: str, expected: str | None) -> None:
    found = find_refresh(markup, "https://daily.example/b")
    assert (found and found.url) == expected


def test_the_bytes_of_a_page_say_whether_it_may_refresh() -> None:
    assert may_refresh(b" " * 16_370 + b"refresh") and not may_refresh(b" " * 16_384 + b"refresh")


def test_refreshes_are_followed(press: Press) -> None:
    press.article("/story?a=1&b=2", "The story")
    press.put("/meta", "<meta http-equiv=refresh content=\"0; URL='/story?a=1&amp;b=2&amp;way=meta'\">")
    press.put("/header", "<p>Wait.</p>", Refresh='0; url="/story?a=1&b=2&way=header"')
    press.put("/slow", page(meta='<meta http-equiv="refresh" content="60;url=/story">'))
    press.put("/itself", page(meta='<meta http-equiv="refresh" content="0">'))
    press.answers["/gone"] = Answer(b"<p>Not found.", status=404, headers={"Refresh": "0;url=/story"})
    for way in ("meta", "header"):
        press.article(f"/story?a=1&b=2&way={way}", "The story")
    done = fetch(press, "/meta", "/header", "/slow", "/itself", "/gone")
    found = {r["requested_url"].removeprefix(press.url): r["url"].removeprefix(press.url) for r in done.records}
    assert found == {
        "/meta": "/story?a=1&b=2&way=meta", "/header": "/story?a=1&b=2&way=header", "/slow": "/slow", "/itself": "/itself",
    }  # fmt: skip
    assert done.code == 13


AT = "https://www.daily.example/a/b"


@pytest.mark.parametrize(
    ("line", "url", "expected"),
    [
        ("n=1; Path=/", "https://www.daily.example/x", "n=1"),
        ("n=1", "https://www.daily.example/a/c", "n=1"),
        ("n=1", "https://www.daily.example/x", ""),
        ("n=1; Path=/", "https://daily.example/x", ""),
        ("n=1; Path=/; Domain=daily.example", "https://m.daily.example/x", "n=1"),
        ("n=1; Path=/; Domain=example", "https://other.example/x", ""),
        ("n=1; Path=/; Domain=other.example", "https://other.example/x", ""),
        ("n=1; Path=/; Secure", "http://www.daily.example/x", ""),
        ("n=1; Path=/; Max-Age=0", "https://www.daily.example/x", ""),
        ("n=\r\nX: y; Path=/", "https://www.daily.example/x", "n=X: y"),
        ("", "https://www.daily.example/x", ""),
    ],
)
def test_cookies_go_to_the_site_that_set_them_alone(line: str, url: str, expected: str) -> None:
    header = cookie_header(settings(AT, [line.encode()]), url)
    assert "\n" not in header and header.replace("  ", "") == expected


def test_cookies_are_bounded_and_the_last_counts() -> None:
    many = settings(AT, [b"n=%d; Path=/" % n for n in range(80)] + [b"m=" + b"x" * 5000])
    assert len(many) == 50 and cookie_header(many, AT) == "n=79"


def wants_cookie(press: Press, path: str, by: str) -> None:
    """A page that is given to those alone who bring a cookie along."""
    story = Answer(page().replace("three days", f"{path} days").encode())

    def answer(tries: int) -> Answer:
        if "seen=1" in press.asked[-1].head.get("cookie", ""):
            return story
        where = press.url + (path if by == "itself" else f"/check?back={path}")
        return Answer(
            status=302, headers={"Location": where, **({"Set-Cookie": "seen=1; Path=/"} if by == "itself" else {})}
        )

    press.answers[path] = answer


@pytest.mark.parametrize("by", ["itself", "check"])
def test_a_site_that_wants_its_cookie_back_gets_it(press: Press, by: str) -> None:
    paths = [f"/2026/story-number-{n}" for n in range(1, 4)]
    for path in paths:
        wants_cookie(press, path, by)
        press.answers[f"/check?back={path}"] = Answer(
            status=302, headers={"Location": press.url + path, "Set-Cookie": "seen=1; Path=/"}
        )
    done = fetch(press, *paths)
    assert (done.code, len(done.records)) == (0, 3), done.err


def test_the_cookie_is_kept_for_the_run(tmp_path: Path, press: Press) -> None:
    paths = [f"/2026/story-number-{n}" for n in range(1, 5)]
    for path in paths:
        wants_cookie(press, path, "itself")
    press.put("/rss", rss(*((path, "T", "") for path in paths)))
    source(tmp_path, press, 'feeds = ["SITE/rss"]\nconcurrency = 1\n')
    done = crawl(tmp_path, "--ledger", tmp_path / "l.db", "-o", tmp_path / "o.jsonl")
    assert len((tmp_path / "o.jsonl").read_text().splitlines()) == 4, done.err
    assert len(press.paths("/2026")) == 5, "one redirect for all of them"
    again = crawl(tmp_path)  # without that ledger, all is asked anew
    assert len(again.records) == 4 and len(press.paths("/2026")) == 10, "nothing is kept between runs"


def test_cookies_are_off_where_nothing_asks_for_them(press: Press) -> None:
    for n in range(3):
        press.put(f"/{n}", page().replace("three", str(n)), Set_Cookie=f"n={n}; Path=/")
    press.answers["/way"] = Answer(status=302, headers={"Location": press.url + "/end", "Set-Cookie": "w=1; Path=/"})
    press.article("/end")
    with serve("127.0.0.2") as other:
        other.article("/end")
        press.answers["/away"] = Answer(
            status=302, headers={"Location": other.url + "/end", "Set-Cookie": "a=1; Path=/"}
        )
        done = fetch(press, "/0", "/way", "/1", "/away", "/2", COPYDESK_ALLOW_HOSTS="127.0.0.1 127.0.0.2")
        assert len(done.records) == 5, done.err
        assert not any("cookie" in asked.head for asked in other.asked)
    sent = {asked.path: asked.head.get("cookie") for asked in press.asked}
    assert sent.pop("/end") == "w=1" and not any(sent.values())


def test_a_circle_in_spite_of_cookies_ends(press: Press) -> None:
    press.answers["/circle"] = lambda tries: Answer(
        status=302, headers={"Location": press.url + "/circle", "Set-Cookie": f"n={tries}; Path=/"}
    )
    assert fetch(press, "/circle").code == 16
    assert len(press.paths("/circle")) <= 11


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://u:p@daily.example/a", "https://daily.example/a"),
        ("HTTPS://u@daily.example", "HTTPS://daily.example"),
        ("//u:p@daily.example/a", "//daily.example/a"),
        ("http:\\\\u:p@daily.example/a", "http:\\\\daily.example/a"),
        ("https://u:p@x@daily.example:80x/", "https://daily.example:80x/"),
        ("https://u:p w@daily.example/", "https://daily.example/"),
        ("https://daily.example/@ann", "https://daily.example/@ann"),
        ("https://daily.example?a=//u@b", "https://daily.example?a=//u@b"),
        ("https://daily.example#//u@b", "https://daily.example#//u@b"),
        ("mailto:ann@daily.example", "mailto:ann@daily.example"),
    ],
)
def test_names_in_addresses_are_taken_off(url: str, expected: str) -> None:
    assert without_userinfo(url) == expected
    assert "p@" not in redact(f"“{url}” is not the address") or "//" not in url or " " in url or "\\" in url


def test_an_address_given_with_a_name_is_asked_without_it() -> None:
    assert to_url(" https://u:p@daily.example/a ") == "https://daily.example/a"


SECRET = "s3cr3t-word"


def test_a_password_is_never_printed_stored_or_sent(tmp_path: Path, press: Press) -> None:
    """From the command line, lists, redirects, refreshes and canonical links; in records, errors, logs and files."""
    with_secret = press.url.replace("//", f"//ann:{SECRET}@")
    press.article("/2026/story-number-1", "One", f'<link rel="canonical" href="{with_secret}/2026/story-number-1">')
    press.article("/2026/story-number-2", "Two")
    press.article("/2026/story-number-3", "Three")
    press.answers["/2026/moved-story-3"] = Answer(
        status=301, headers={"Location": f"{with_secret}/2026/story-number-3"}
    )
    press.put("/2026/lost-story-4", "<p>x", Refresh=f"0; url={with_secret}/2026/no-story-here")
    feed = rss(("/2026/story-number-2", "T", ""), ("/2026/moved-story-3", "T", ""), ("/2026/lost-story-4", "T", ""))
    press.put("/rss", feed.replace("SITE", with_secret))
    press.put(
        "/map.xml", f"<sitemapindex><sitemap><loc>{with_secret}/inner.xml</loc></sitemap></sitemapindex>", "text/xml"
    )
    press.put("/inner.xml", f"<urlset><url><loc>{with_secret}/2026/story-number-1</loc></url></urlset>", "text/xml")
    source(tmp_path, press, 'feeds = ["SITE/rss"]\nsitemaps = ["SITE/map.xml"]\n')
    files = ("--ledger", tmp_path / "l.db", "-o", tmp_path / "o.jsonl", "--errors", tmp_path / "e.jsonl")
    done = crawl(tmp_path, *files, "--warc", tmp_path / "warc", "--verbose")
    assert len((tmp_path / "o.jsonl").read_text().splitlines()) == 3, done.err
    fetched = copydesk(
        "fetch", f"{with_secret}/2026/story-number-1", f"{with_secret}:80x/", f"{with_secret}/nothing", "--verbose",
        "--errors", tmp_path / "f.jsonl",
    )  # fmt: skip
    assert len(fetched.records) == 1 and fetched.code == 10
    explained = copydesk("explain", f"{with_secret}/2026/story-number-1")
    assert explained.code == 0, explained.err
    texts = [done.err, fetched.err, explained.err, json.dumps(fetched.records), explained.out.decode()]
    texts += [path.read_text() for path in tmp_path.glob("*.jsonl")]
    texts += [str(asked) for asked in press.asked]
    texts += [path.read_bytes().decode("latin-1") for path in tmp_path.glob("l.db*")]
    ledger = open_ledger(str(tmp_path / "l.db"))
    requests = [unpack(lease, Mock())[0] for lease in ledger.claim(100, 1 << 40, 1)]
    ledger.close()
    assert requests
    texts += [str((request.url, request.headers, request.meta, request.cb_kwargs)) for request in requests]
    texts += [gzip.decompress(path.read_bytes()).decode("latin-1") for path in (tmp_path / "warc").iterdir()]
    leaks = [line for text in texts for line in text.splitlines() if SECRET in line]
    assert {re.sub(r"^(Location|Refresh): .*|.*(<loc>|<link|<a ).*", "what the site sent", line) for line in leaks} <= {
        "what the site sent"
    }, leaks
    assert not any("authorization" in asked.head for asked in press.asked)


BUSY = [(429, "3600"), (503, "86400"), (429, "Fri, 31 Dec 2100 00:00:00 GMT")]


@pytest.mark.parametrize(("status", "after"), BUSY)
@pytest.mark.parametrize("at", ["/page", "/robots.txt", "/.well-known/tdmrep.json"])
def test_a_site_that_asks_to_be_left_alone_is_busy_wherever_it_says_so(
    press: Press, status: int, after: str, at: str
) -> None:
    press.article("/page")
    press.answers[at] = Answer(status=status, headers={"Retry-After": after})
    done = copydesk("fetch", f"{press.url}/page", "--retries", "1")
    assert (done.code, done.out) == (27, b""), done.err
    assert [asked.path for asked in press.asked].count(at) == 1, "it is not asked again"
    assert "left alone" in done.err


@pytest.mark.parametrize(
    ("status", "after", "code"), [(429, "0", 13), (503, "", 13), (500, "3600", 13), (404, "3600", 13)]
)
def test_other_errors_are_not_busy(press: Press, status: int, after: str, code: int) -> None:
    press.answers["/page"] = Answer(status=status, headers={"Retry-After": after})
    assert fetch(press, "/page").code == code


@pytest.mark.parametrize("at", ["/", "/rss"])
def test_a_survey_says_that_a_site_is_busy(tmp_path: Path, press: Press, at: str) -> None:
    press.put("/", page(meta='<link rel="alternate" type="application/rss+xml" href="/rss">'))
    press.answers[at] = Answer(status=429, headers={"Retry-After": "3600"})
    source(tmp_path, press, 'feeds = ["SITE/rss"]\n')
    if at == "/":
        done = copydesk("sources", "add", press.url + "/", "--sources", tmp_path / "new")
    else:
        done = copydesk("sources", "check", "--sources", tmp_path / "sources")
    assert "429" in done.err + done.out.decode()
    assert done.code == 27


def test_a_redirect_to_another_host_waits_for_its_turn(tmp_path: Path, press: Press) -> None:
    with serve("127.0.0.2") as other:
        paths = [f"/2026/story-number-{n}" for n in range(1, 5)]
        for path in paths:
            other.article(path)
            press.answers[path] = Answer(status=301, headers={"Location": other.url + path})
        other.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.5\n", "text/plain")
        press.put("/rss", rss(*((path, "T", "") for path in paths)))
        source(tmp_path, press, 'feeds = ["SITE/rss"]\ndelay = 0.05\njitter = 0\n')
        done = crawl(tmp_path)
        assert len(done.records) == 4, done.err
        asked = [a.at for a in other.asked if a.path in paths]
    assert all(b - a >= 0.45 for a, b in pairwise(asked)), [b - a for a, b in pairwise(asked)]
