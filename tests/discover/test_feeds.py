import json
from typing import Any

import pytest

from crawler.discover.feeds import is_json, read_feed

BASE = "https://daily.example/rss.xml"


def rss(*items: str, version: str = "2.0") -> str:
    return (
        f'<?xml version="1.0"?><rss version="{version}" xmlns:media="http://search.yahoo.com/mrss/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Daily</title><language>en</language>'
        f"{''.join(items)}</channel></rss>"
    )


ITEM = """<item><title>Old pier breaks &amp; sinks</title><link>https://daily.example/a</link>
<pubDate>Thu, 02 Apr 2026 06:30:00 +0900</pubDate><dc:creator>Tom Birch</dc:creator><category>Harbour</category>
<media:content url="https://daily.example/a.jpg" medium="image"/><media:description>The pier.</media:description>
<media:credit role="photographer">Jane Doe/AFP</media:credit></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ko"><title>d</title><entry><title>낡은 부두</title>
<link rel="alternate" href="/a"/><updated>2026-04-02T06:30:00Z</updated><author><name>김철수</name></author></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>d</title></channel><item rdf:about="https://daily.example/a"><title>A</title>
<link>https://daily.example/a</link></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": [{"id": "1",
"url": "https://daily.example/a", "title": "A", "date_published": "2026-04-02T06:30:00Z",
"authors": [{"name": "Tom Birch"}], "tags": ["Harbour"], "image": "https://daily.example/a.jpg"}, 7, {"id": 3}]}"""


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        (rss(ITEM), {
            "headline": "Old pier breaks & sinks", "date_published": "2026-04-02T06:30:00+09:00", "authors": ["Tom Birch"],
            "in_language": "en", "keywords": ["Harbour"],
            "images": [{"url": "https://daily.example/a.jpg", "caption": "The pier.", "credit_text": "Jane Doe/AFP"}]}),
        (rss("<item><title>A</title><link>https://daily.example/a</link></item>", version="0.91"),
         {"headline": "A", "in_language": "en"}),
        (RDF, {"headline": "A"}),
        (ATOM, {"headline": "낡은 부두", "date_modified": "2026-04-02T06:30:00+00:00", "authors": ["김철수"],
                "in_language": "ko"}),
        (JSON, {"headline": "A", "date_published": "2026-04-02T06:30:00+00:00", "authors": ["Tom Birch"], "in_language": "en",
                "keywords": ["Harbour"], "images": [{"url": "https://daily.example/a.jpg"}]}),
        (rss("<item><title>A & B</title><link>https://daily.example/a</link></item>"), {"headline": "A & B", "in_language": "en"}),
        (rss(ITEM)[: rss(ITEM).index("<dc:creator>")], {"headline": "Old pier breaks & sinks", "in_language": "en",
                                                       "date_published": "2026-04-02T06:30:00+09:00"}),
    ],
)  # fmt: skip
def test_read_feed(text: str, hints: dict[str, Any]) -> None:
    [link] = read_feed(text.encode(), BASE)
    assert (link.url, link.discovered_via, link.hints) == ("https://daily.example/a", "feed", hints)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no feed",
        "<html><body>not found</body></html>",
        "{",
        '{"items": 3}',
        "[" * 5000,
        rss(),
        rss("<item><title>no link</title></item>"),
        rss("<item><link>javascript:alert(1)</link></item>"),
        rss("<item><link>http://[bad</link></item>"),
    ],
)
def test_what_holds_no_links(text: str) -> None:
    assert read_feed(text.encode(), BASE) == []


ORIGINAL = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (f"<rss {ORIGINAL}><channel><item><feedburner:origLink>/a</feedburner:origLink><link>/b</link></item></channel></rss>", "/a"),
        (rss("<item><guid>https://daily.example/a</guid></item>"), "/a"),
        (rss("<item><guid isPermaLink='false'>https://daily.example/a</guid></item>"), "/a"),
        (rss("<item><guid isPermaLink='false'>http://daily.example/a</guid><link>/b</link></item>"), "/b"),
        (rss("<item><guid isPermaLink='false'>http://daily.example/a</guid></item>"), "http://daily.example/a"),
        (rss("<item><guid isPermaLink='false'>a</guid></item>"), None),
        (rss("<item><link>https://daily.example/rss.xml</link><guid>https://daily.example/a</guid></item>"), "/a"),
        ('<feed><entry><link rel="self" href="/s"/><link rel="alternate" href="/a"/></entry></feed>', "/a"),
        ('<feed><entry><link href="/a"/></entry></feed>', "/a"),
        ('<feed xml:lang="ko"><entry><link hreflang="en" href="/en"/><link hreflang="ko" href="/a"/></entry></feed>', "/a"),
        ('<feed xml:lang="ko"><entry><link hreflang="en" href="/en"/><link href="/a"/></entry></feed>', "/a"),
        ('<feed><entry><link href="/a"/><link hreflang="en" href="/en"/></entry></feed>', "/a"),
        ('{"items": [{"url": "/a", "external_url": "/b", "id": "/c"}]}', "/a"),
        ('{"items": [{"url": 7, "external_url": "/a", "id": "/c"}]}', "/a"),
        ('{"items": [{"id": "/a"}]}', "/a"),
    ],
)  # fmt: skip
def test_the_address_of_an_entry(text: str, url: str | None) -> None:
    assert [link.url.removeprefix("https://daily.example") for link in read_feed(text.encode(), BASE)] == (
        [url] if url else []
    )


@pytest.mark.parametrize(
    ("said", "hints"),
    [
        ({"author": {"name": "Ann"}}, {"authors": ["Ann"]}),
        ({"author": "Ann"}, {"authors": ["Ann"]}),
        ({"authors": ["Ann", {"name": "Tom"}, {}, 7], "author": {"name": "Other"}}, {"authors": ["Ann", "Tom"]}),
        ({"authors": []}, {}),
        ({"date_modified": "2026-04-02T06:30:00Z"}, {"date_modified": "2026-04-02T06:30:00+00:00"}),
        ({"date_published": "03/04/2026", "language": "fr"}, {"date_published": "2026-04-03", "in_language": "fr"}),
        ({"date_modified": "03/04/2026", "language": "fr"}, {"date_modified": "2026-04-03", "in_language": "fr"}),
        ({"title": "A", "tags": ["B"], "image": "/a.jpg"},
         {"headline": "A", "keywords": ["B"], "images": [{"url": "https://daily.example/a.jpg"}]}),
    ],
)  # fmt: skip
def test_what_an_item_says(said: dict[str, Any], hints: dict[str, Any]) -> None:
    [link] = read_feed(json.dumps({"items": [{"url": "/a", **said}]}).encode(), BASE)
    assert link.hints == hints


@pytest.mark.parametrize(
    ("item", "hints"),
    [
        ("<dc:language>fr</dc:language><pubDate>03/04/2026</pubDate>", {"date_published": "2026-04-03", "in_language": "fr"}),
        ("<pubDate>Thu, 02 Apr 2026 06:30:00 +0900</pubDate>",
         {"date_published": "2026-04-02T06:30:00+09:00", "in_language": "en"}),
        ("<category>A</category><category>B</category>", {"keywords": ["A", "B"], "in_language": "en"}),
        ("<dc:creator>Ann</dc:creator><dc:creator>Tom</dc:creator>", {"authors": ["Ann", "Tom"], "in_language": "en"}),
    ],
)  # fmt: skip
def test_what_an_entry_says(item: str, hints: dict[str, Any]) -> None:
    [link] = read_feed(rss(f"<item><link>/a</link>{item}</item>").encode(), BASE)
    assert link.hints == hints


def test_pictures_stay_with_their_entries() -> None:
    with_picture = '<item><link>/b</link><media:content url="/b.jpg"/></item>'
    links = read_feed(rss("<item><link>/a</link></item>", with_picture).encode(), BASE)
    assert [link.hints.get("images") for link in links] == [None, [{"url": "https://daily.example/b.jpg"}]]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"items": []}', True),
        (b"\xef\xbb\xbf \t\r\n{", True),
        (b" " * 63 + b"{", True),
        (b" " * 64 + b"{", False),
        (b'{"a": "' + "é".encode() * 60, True),
        ('{"items": []}'.encode("utf-16"), True),
        (b"X{", False),
        (b"[{", False),
        (b"<rss>", False),
        (b"", False),
    ],
)  # fmt: skip
def test_is_json(data: bytes, expected: bool) -> None:
    assert is_json(data) is expected


def test_entries_are_bounded() -> None:
    assert len(read_feed(rss(*[ITEM] * 9).encode(), BASE, most=4)) == 4
