from typing import Any

import pytest

from crawler.discover.feeds import read_feed

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


def test_entries_are_bounded() -> None:
    assert len(read_feed(rss(*[ITEM] * 9).encode(), BASE, most=4)) == 4
