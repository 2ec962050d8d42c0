"""What strangers write into lists: one strange entry costs itself and no other, and no list costs more than its length."""

from __future__ import annotations

import gzip
import io
import json
import time
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy import Request

from crawler.discover.encoding import to_text
from crawler.discover.feed_dates import feed_date
from crawler.discover.feeds import read_feed
from crawler.discover.link import Link
from crawler.discover.listing_candidates import named_feeds, named_sections, named_sitemaps
from crawler.discover.lists import read_list
from crawler.discover.repair_xml import XmlRepairer, repair_xml
from crawler.discover.sections import next_page, read_section
from crawler.discover.sitemaps import Nested, read_sitemap
from crawler.extract.document.page import parse
from crawler.normalize.months import _rows
from crawler.normalize.request_urls import join

SITE = "https://daily.example/"
A, B = "https://daily.example/2026/04/02/old-pier-a", "https://daily.example/2026/04/02/old-pier-b"
BAD = [
    "http://daily.example:80x/2026/04/02/old-pier-x",
    "http://daily.example:99999/2026/04/02/old-pier-x",
    "http://daily.example:-1/2026/04/02/old-pier-x",
    "http://daily.example:0/2026/04/02/old-pier-x",
    "//daily.example:８０/2026/04/02/old-pier-x",
    "http://]/2026/04/02/old-pier-x",
    "http://[::1/2026/04/02/old-pier-x",
    "http://[zz]/2026/04/02/old-pier-x",
    "http://daily.example／2026/04/02/old-pier-x",
    "http://exa\uff0fmple/",
    "http://",
    "http://:80/",
    "http://.../",
    "http://daily example/",
    "http://daily\u2100.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://daily.example/" + "a" * 9_000,
]
LONE = "http://daily.example/\ud800/2026/04/02/old-pier-x"
LONG = "Old pier breaks in two as storm leaves the harbour"
Reader = Callable[[list[str]], list[str]]


def feed(urls: list[str]) -> list[str]:
    items = "".join(f"<item><title>{LONG}</title><link>{url}</link></item>" for url in urls)
    return [link.url for link in read_feed(f"<rss><channel>{items}</channel></rss>".encode(), SITE)]


def atom(urls: list[str]) -> list[str]:
    entries = "".join(f"<entry><title>{LONG}</title><link href='{url}'/></entry>" for url in urls)
    data = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()
    return [link.url for link in read_feed(data, SITE)]


def json_feed(urls: list[str]) -> list[str]:
    return [link.url for link in read_feed(json.dumps({"items": [{"url": url} for url in urls]}).encode(), SITE)]


def sitemap(urls: list[str]) -> list[str]:
    return _sitemap("".join(f"<url><loc>{url}</loc></url>" for url in urls), "urlset")


def news_sitemap(urls: list[str]) -> list[str]:
    entries = (f"<url><loc>{url}</loc><news:news><news:title>{LONG}</news:title></news:news></url>" for url in urls)
    return _sitemap("".join(entries), "urlset")


def index(urls: list[str]) -> list[str]:
    return _sitemap("".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls), "sitemapindex")


def _sitemap(entries: str, root: str) -> list[str]:
    data = f'<{root} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</{root}>'.encode()
    return [entry.url for entry in read_sitemap(io.BytesIO(data), SITE)]


def text_sitemap(urls: list[str]) -> list[str]:
    return [entry.url for entry in read_sitemap(io.BytesIO("\n".join(["", *urls]).encode()), SITE)]


def _page(urls: list[str], element: str) -> Any:
    return parse(f"<html><body>{''.join(element.format(url) for url in urls)}</body></html>", SITE)


def section(urls: list[str]) -> list[str]:
    return [link.url for link in read_section(_page(urls, f"<a href='{{}}'>{LONG}</a>"))]


def next_pages(urls: list[str]) -> list[str]:
    found = [
        next_page(_page([bad, url], "<a rel=next href='{}'>2</a>"))
        for bad in urls
        if bad not in (A, B)
        for url in (A, B)
    ]
    return [url for url in found if url]


def feeds_of_a_page(urls: list[str]) -> list[str]:
    return named_feeds(_page(urls, "<link rel=alternate type=application/rss+xml href='{}'>"))


def sections_of_a_page(urls: list[str]) -> list[str]:
    return [url.replace("/s/", "/2026/04/02/old-pier-") for url in named_sections(_page([u.replace("/2026/04/02/old-pier-", "/s/") for u in urls], "<nav><a href='{}'>World</a></nav>"))]  # fmt: skip


def robots_sitemaps(urls: list[str]) -> list[str]:
    return named_sitemaps(parse("<p>", SITE), "".join(f"Sitemap: {url}\n" for url in urls))


def bases(urls: list[str]) -> list[str]:
    """A page whose base is strange."""
    return [link.url for url in urls[1:2] for link in read_section(parse(f"<head><base href='{url}'></head><a href='{A}'>{LONG}</a><a href='/2026/04/02/old-pier-b'>{LONG}</a>", SITE))]  # fmt: skip


READERS = [feed, atom, json_feed, sitemap, news_sitemap, index, text_sitemap, section, next_pages, feeds_of_a_page, sections_of_a_page, robots_sitemaps, bases]  # fmt: skip


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@pytest.mark.parametrize("bad", BAD, ids=lambda url: url[:40].encode("ascii", "replace").decode())
def test_a_bad_link_costs_itself(read: Reader, bad: str) -> None:
    found = read([A, bad, B])
    assert found == [A, B]
    assert [Request(url).url for url in found] == found


@pytest.mark.parametrize("read", [json_feed, section, robots_sitemaps])
def test_half_a_character_costs_its_link(read: Reader) -> None:
    assert read([A, LONE, B]) == [A, B]


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("HTTPS://daily.example/1", "https://daily.example/1"),
        ("HTTP://b.example/1", "http://b.example/1"),
        (" \n/1\t", "https://daily.example/1"),
        ("https://daily.exa\nmple/1", "https://daily.example/1"),
        ("/a\x1b]0;x\x07", "https://daily.example/a%1B]0;x"),
        ("/\u202egpj", "https://daily.example/%E2%80%AEgpj"),
        ("https://me:secret@daily.example/1", "https://daily.example/1"),
        ("https://daily.example:8443/1", "https://daily.example:8443/1"),
        ("https://daily.example:65535/1", "https://daily.example:65535/1"),
        ("https://daily.example:65536/1", None),
        ("https://b\u202e.example/", None),
        ("https://b\ufffd.example/", None),
        (f"https://ü{'x' * 64}.example/", None),
        ("https://뉴스.example/기사", "https://뉴스.example/기사"),
        ("https://[2001:db8::1]/1", "https://[2001:db8::1]/1"),
        (" \n", None),
        (None, None),
        (["/1"], None),
    ],
)  # fmt: skip
def test_join(address: object, url: str | None) -> None:
    assert join(SITE, address) == url


@given(
    st.text(st.characters(), max_size=30), st.sampled_from(["", "http://", "//", "https://h:", "http://[", "/", "?"])
)
def test_whatever_is_joined_can_be_asked(text: str, prefix: str) -> None:
    url = join(SITE, prefix + text)
    if url is not None:
        Request(url)
        assert url.startswith(("http://", "https://")) and not any(unicodedata.category(c) in ("Cc", "Cs") for c in url)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8) | st.integers(-(10**6), 10**6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "url", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
_FIELDS = ["url", "external_url", "id", "title", "authors", "author", "tags", "image", "language", "date_published"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from(_FIELDS), _VALUES),
    st.dictionaries(st.sampled_from(["language", "version"]), _VALUES),
)
def test_json_feeds_of_any_type(item: dict[str, Any], top: dict[str, Any]) -> None:
    links = read_feed(json.dumps({**top, "items": [{"url": A}, item, 7, None, [], {"url": B}]}).encode(), SITE)
    assert (links[0].url, links[-1].url) == (A, B)
    for link in links:
        assert all(isinstance(link.hints.get(name, ""), str) for name in ("headline", "in_language", "date_published"))
        assert all(isinstance(word, str) for name in ("authors", "keywords") for word in link.hints.get(name, []))
        assert all(isinstance(word, str) for image in link.hints.get("images", []) for word in image.values())


NESTED = f'{{"url": "{A}", "tags": [["x"], {"[" * 50_000}1{"]" * 50_000}, "pier"], "title": "Old pier"}}'


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (f'{{"items": [{NESTED}, {{"url": "{B}"}}]}}', [A, B]),
        (f'{{"items": [{{"url": "{A}", "n": {"9" * 9_999}}}, {{"url": "{B}"}}]}}', [A, B]),
        (f'{{"items": [{{"url": "{A}", "title": "a\tb\n"}}, {{"url": "{B}"}}]}}', [A, B]),
        (f'{{"items": [{{"url": "{A}", "title": nonsense}}, {{"url": "{B}"}}]}}', [B]),
        (f'{{"items": [{{"url": "{A}"}}, {{"url": "{B}", "title": "cut o', [A]),
        (f'{{"_ext": {{"items": [{{"url": "{B}"}}]}}, "home": "\\"items\\": [", "items": [{{"url": "{A}"}}]}}', [A]),
        (f'{{"items": [{{"url": 5, "external_url": "{A}"}}, {{"url": " ", "id": "{B}"}}]}}', [A, B]),
        (f'{{"items": {{"a": {{"url": "{A}"}}}}}}', []),
        ('{"items": [}', []),
        ("{", []),
        ('{"items"', []),
    ],
)  # fmt: skip
def test_broken_json_feeds(text: str, urls: list[str]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"):
        assert [link.url for link in read_feed(text.encode(encoding), SITE)] == urls


def test_what_is_said_beside_deep_nests_is_kept() -> None:
    [link] = read_feed(f'{{"items": [{NESTED}]}}'.encode(), SITE)
    assert link.hints == {"headline": "Old pier", "keywords": ["pier"]}


@pytest.mark.parametrize(
    ("data", "meant"),
    [
        ("?a=1&b=2", "?a=1&amp;b=2"),
        ("?a=1&copy=2&lang=3&amp;b&#38;c", "?a=1&amp;copy=2&amp;lang=3&amp;b&#38;c"),
        ("Caf&eacute; &nbsp;&ndash;", "Caf&#233; &#160;&#8211;"),
        ("it&#146;s &#x92;", "it&#8217;s &#8217;"),
        ("a&#27;b&#0;c&#xFFFF;d\x00\x08e", "abcde"),
        ("a&#0;", "a&#65533;"),
        ("<![CDATA[A & B &copy; ]] > ]]> & <!-- & -- > --> &", "<![CDATA[A & B &copy; ]] > ]]> &amp; <!-- & -- > --> &amp;"),
        ("<![CDATA[ never & closed", "<![CDATA[ never & closed"),
        ("&declared; &lt; &AMP;", "&declared; &lt; &#38;"),
        ("&", "&amp;"),
        ("", ""),
    ],
)  # fmt: skip
def test_mend(data: str, meant: str) -> None:
    if data == "a&#27;b&#0;c&#xFFFF;d\x00\x08e":
        assert repair_xml(data.encode()).replace(b"&#65533;", b"").decode() == meant
    else:
        assert repair_xml(data.encode()).decode() == meant


@given(
    st.lists(
        st.sampled_from(
            ["&", "&amp;", "&copy", ";", "<![CDATA[", "]]>", "<!--", "-->", "é", "x" * 30, "]", "&#x1f600;"]
        )
    ),
    st.integers(1, 50),
)
def test_pieces_of_a_file_mend_as_the_whole(parts: list[str], size: int) -> None:
    data, repairer = "".join(parts).encode(), XmlRepairer()
    pieces = [repairer.feed(data[start : start + size]) for start in range(0, len(data), size)]
    assert b"".join(pieces) + repairer.close() == repair_xml(data)


def entry(inner: str) -> bytes:
    return f'<urlset xmlns:news="n">{inner}</urlset>'.encode()


@pytest.mark.parametrize(
    ("data", "url", "headline"),
    [
        (entry("<url><loc>https://daily.example/1?a=1&b=2&copy=3</loc></url>"), "1?a=1&b=2&copy=3", None),
        (entry("<url><loc>https://daily.example/1?a=1&amp;b=2</loc></url>"), "1?a=1&b=2", None),
        (entry("<url><loc><![CDATA[https://daily.example/1?a=1&b=2]]></loc></url>"), "1?a=1&b=2", None),
        (entry("<url><loc>https://daily.example/<!-- c -->1</loc></url>"), "1", None),
        (entry("<url><loc>https://daily.example/1</loc><news:news><news:title>Caf&eacute; & pier</news:title></news:news></url>"), "1", "Café & pier"),
        (b"\r".join([b"", b"https://daily.example/1", b""]), "1", None),
        (b"HTTPS://daily.example/1", "1", None),
        (b"\xef\xbb\xbfhttps://daily.example/1\r\n", "1", None),
    ],
)  # fmt: skip
def test_sitemaps_as_sites_write_them(data: bytes, url: str, headline: str | None) -> None:
    text = data.decode()
    wide = [text.encode(encoding) for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32")]
    packed = [gzip.compress(data), gzip.compress(gzip.compress(data)), gzip.compress(wide[0])]
    declared = [f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")] if text.startswith("<") else []
    for body in (data, *wide, *packed, *declared):
        [found] = read_sitemap(io.BytesIO(body), SITE)
        assert isinstance(found, Link) and (found.url, found.hints.get("headline")) == (SITE + url, headline)


def test_lines_that_end_with_cr_are_not_cut() -> None:
    data = "".join(f"https://daily.example/{number:090}\r" for number in range(1000)).encode()
    assert len({len(entry.url) for entry in read_sitemap(io.BytesIO(data), SITE)}) == 1


def rss(inner: str) -> bytes:
    return f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><language>en</language><item>{inner}</item></channel></rss>'.encode()


@pytest.mark.parametrize(
    ("data", "url"),
    [
        (rss(f"<link></link><guid>{SITE}1</guid>"), "1"),
        (rss(f"<link> </link><guid isPermaLink='false'>{SITE}?p=1</guid>"), "?p=1"),
        (rss(f'<link>{SITE}1</link><atom:link rel="alternate" hreflang="fr" href="{SITE}fr/1"/>'), "1"),
        (rss(f'<atom:link rel="alternate" hreflang="fr" href="{SITE}fr/1"/><atom:link rel="alternate" hreflang="en" href="{SITE}1"/>'), "1"),
        (rss(f'<link>http://daily.example:80x/</link><guid>{SITE}1</guid>'), "1"),
        (rss(f"<link>{SITE}1?a=1&copy=3&lang=de</link>"), "1?a=1&copy=3&lang=de"),
        (rss(f"<link><![CDATA[{SITE}1?a=1&b=2]]></link>"), "1?a=1&b=2"),
        (gzip.compress(rss(f"<link>{SITE}1</link>")), "1"),
    ],
)  # fmt: skip
def test_addresses_of_feeds(data: bytes, url: str) -> None:
    assert [link.url for link in read_feed(data, SITE + "rss.xml")] == [SITE + url]


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="\xcb\xff"?>' + rss(f"<link>{A}</link>"),
        b"<?xml version='1.0' encoding='undefined'?>" + rss(f"<link>{A}</link>"),
        b"<?xml version='1.0' encoding='zlib'?>" + rss(f"<link>{A}</link>"),
        b"<?xml version='1.0' encoding='utf-8'?>"
        + rss(f"<link>{A}</link>").replace(b"<item>", b"<x xmlns='a b c'/><item>"),
        rss(f"<link>{A}</link>").replace(b"<item>", b"<x xmlns='a b c'/><item>"),
    ],
)
def test_what_feedparser_fails_at(data: bytes) -> None:
    assert [link.url for link in read_feed(data, SITE)] == [A]


def test_a_guid_that_is_no_address_is_none() -> None:
    assert read_feed(rss("<guid isPermaLink='false'>12345</guid>"), SITE) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1795680000", None, "2026-11-26T08:00:00+00:00"),
        ("2026年11月26日 08:00", "ja", "2026-11-26T08:00:00"),
        ("Thu, 26 Nov 2026 08:00:00 JST", "en", "2026-11-26T08:00:00+09:00"),
        ("Thu, 26 Nov 2026 8:00 PM GMT", "en", "2026-11-26T20:00:00+00:00"),
        ("Thu, 26 Nov 2026 08:00:00 UT", "en", "2026-11-26T08:00:00+00:00"),
        ("Thu, 26 Nov 2026 08:00:00", "en", "2026-11-26T08:00:00"),
        ("Thu, 26 Nov 26 08:00:00 GMT", "en", "2026-11-26T08:00:00+00:00"),
        ("Чт, 26 ноя 2026 08:00:00 +0300", "ru", "2026-11-26T08:00:00+03:00"),
        ("03/04/2026 08:00", "de", "2026-04-03T08:00:00"),
        ("03/04/2026 08:00", "en", None),
        ("tomorrow", "en", None),
        ("x" * 101, "en", None),
        ({"a": 1}, "en", None),
        (None, None, None),
    ],
)  # fmt: skip
def test_feed_dates(text: Any, language: str | None, expected: str | None) -> None:
    assert feed_date(text, language) == expected


def test_months_in_the_language_of_the_feed() -> None:
    rows = [row for row in _rows("months") if row.month]
    names = [(row.language, row.month, name) for row in rows for name in row.names if not name[-1].isdigit()]
    expected = {name: f"2026-{month:02}-26T08:00:00+01:00" for name in names for month in name[1:2]}
    assert {name: feed_date(f"26 {name[2]} 2026 08:00:00 +0100", name[0]) for name in names} == expected


def test_the_language_of_a_feed_reads_its_dates() -> None:
    data = "<rss><channel><language>hr</language><item><link>/1</link><pubDate>26. listopada 2026. 08:00</pubDate></item></channel></rss>"
    assert read_feed(data.encode(), SITE)[0].hints["date_published"] == "2026-10-26T08:00:00"


COUNT = 20_000
GROWING: list[Callable[[int], bytes]] = [
    lambda n: rss(f"<link>{A}</link><title {' '.join(f'a{i}=' + repr('1') for i in range(n))}>x</title>"),
    lambda n: rss(f"<link>{A}</link><title a='>' {' '.join(f'a{i}=' + repr('1') for i in range(n))}>x</title>"),
    lambda n: rss(f"<link>{A}</link><title {' '.join(f'a{i}=1' for i in range(n))}>x</title>"),
    lambda n: rss(f"<link>{A}</link><title {' '.join(f'xmlns:a{i}=' + repr('1') for i in range(n))}>x</title>"),
    lambda n: rss(f"<link>{A}</link>" + "<category>x</category>" * n),
    lambda n: rss(f"<link>{A}</link><title>" + "&" * n + "</title>"),
    lambda n: rss(f"<link>{A}</link><title>" + "<![CDATA[" * n),
    lambda n: rss(f"<link>{A}</link><title>" + "<!--" * n),
    lambda n: rss(f"<link>{A}</link><title>" + "<a b='" * n),
    lambda n: (
        b'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><link>'
        + A.encode()
        + b"</link><media:group>"
        + b"<media:content url='/a.jpg'/>" * n
        + b"</media:group></item></channel></rss>"
    ),
    lambda n: b'{"items": [' + b'{"url": "' + A.encode() + b'"},' * 1 + b'{"a": "' * n,
    lambda n: b'{"items": [' + b"[" * n + b"]" * n + b',{"url": "' + A.encode() + b'"}]}',
    lambda n: b'{"items": [{"url": "' + A.encode() + b'"},' + b'{"a": nonsense},' * n + b"{}]}",
]


@pytest.mark.parametrize("make", GROWING, ids=range(len(GROWING)))
def test_the_time_of_a_feed_grows_with_its_length(make: Callable[[int], bytes]) -> None:
    def seconds(count: int) -> float:
        data, start = make(count), time.process_time()
        read_feed(data, SITE)
        return time.process_time() - start

    seconds(10)
    assert seconds(8 * COUNT) < 24 * max(seconds(COUNT), 0.02)


@pytest.mark.parametrize(
    "text", ["https://daily.example/1\n", "<rss><channel></channel></rss>", '{"items": []}', "<urlset></urlset>"]
)
def test_forms_in_any_encoding(text: str) -> None:
    forms = {read_list(text.encode(encoding), SITE).form for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32-be")}
    assert len(forms) == 1 and forms != {"none"}
    assert to_text(text.encode("utf-16")) == text


def test_nested_sitemaps_keep_their_places() -> None:
    data = f"<sitemapindex><sitemap><loc>{A}?x=1&y=2</loc></sitemap></sitemapindex>".encode()
    assert list(read_sitemap(io.BytesIO(data), SITE)) == [Nested(A + "?x=1&y=2")]
