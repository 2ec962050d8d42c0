"""Where what lists say begins to be too long, too deep or too late: the last that counts and the first that does not."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from lxml import etree

from crawler.discover.feed_dates import feed_date
from crawler.discover.hints import bounded, text
from crawler.discover.json_feed import read_json_feed
from crawler.discover.link import Link
from crawler.discover.lists import form_of, list_read, read_list
from crawler.discover.non_article_urls import is_non_article_url
from crawler.discover.sitemap_index import holds_articles, holds_news, stable_from
from crawler.discover.sitemaps import _is_swollen, read_sitemap, sitemap_entries
from crawler.discover.sponsored import is_sponsored

SITE = "https://daily.example"
DATE = "Thu, 26 Nov 2026 08:00:00 +0100"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (DATE, "2026-11-26T08:00:00+01:00"),
        (DATE.ljust(100), "2026-11-26T08:00:00+01:00"),
        (DATE.ljust(101), None),
        ("Thu, 26 Nov 2026 08:00:00 UT", "2026-11-26T08:00:00+00:00"),
        (7, None),
        ("", None),
    ],
)
def test_feed_date(said: Any, expected: str | None) -> None:
    assert feed_date(said) == expected


@pytest.mark.parametrize(
    ("said", "kept"), [("x" * 2_000, True), ("x" * 2_001, False), ("\x00", False), ("", False), (7, False)]
)
def test_text(said: Any, kept: bool) -> None:
    assert (text(said) is not None) is kept


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"keywords": [str(n) for n in range(101)]}, {"keywords": [str(n) for n in range(100)]}),
        ({"keywords": "pier"}, {"keywords": ["pier"]}),
        ({"authors": "Ann Lee"}, {"authors": ["Ann Lee"]}),
        ({"authors": {"name": "Ann"}}, {}),
        ({"headline": ["Old pier"]}, {}),
        ({"headline": "Old\u202e pier\n\u2069"}, {"headline": "Old pier"}),
        ({"images": [{"url": "/1.jpg", "caption": "A", "credit_text": "B", "other": "C"}]},
         {"images": [{"url": f"{SITE}/1.jpg", "caption": "A", "credit_text": "B"}]}),
        ({"images": [{"caption": "A"}, {"url": None}]}, {}),
        ({"images": {"url": "/1.jpg"}}, {}),
        ({"images": [{"url": f"/{n}.jpg"} for n in range(101)]}, {"images": [{"url": f"{SITE}/{n}.jpg"} for n in range(100)]}),
        ({"in_language": "en", "publisher": ""}, {"in_language": "en"}),
        ({"authors": ["Ann Lee", 7, "", "Tom Birch"]}, {"authors": ["Ann Lee", "Tom Birch"]}),
    ],
)  # fmt: skip
def test_bounded(said: dict[str, Any], expected: dict[str, Any]) -> None:
    assert bounded(said, SITE) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sitemap-authors.xml", False),
        ("author-articles.xml", True),
        ("sitemap-page-1.xml", True),
        ("sitemap_pages12.xml", True),
        ("sitemap-page.xml", False),
        ("pages.xml", False),
        ("stories-author.xml", True),
        ("news-author.xml", True),
        ("wp-sitemap-posts-page-1.xml", False),
        ("VIDEO.xml", False),
        ("2026.xml", True),
    ],
)
def test_holds_articles(name: str, expected: bool) -> None:
    assert holds_articles(f"{SITE}/authors/{name}") is expected


@pytest.mark.parametrize(("path", "expected"), [("/News.xml", True), ("/news/1.xml", False), ("/1.xml", False)])
def test_holds_news(path: str, expected: bool) -> None:
    assert holds_news(SITE + path) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1970-01-01T00:00:00Z", 3_600),
        ("1970-01-01T00:01:00Z", 3_660),
        ("1970-01-01", 3_600 + 36 * 3_600),
        ("1970-01-02", 3_600 + 60 * 3_600),
        ("lately", None),
        (None, None),
    ],
)
def test_stable_from(said: str | None, expected: int | None) -> None:
    assert stable_from(said) == expected


@pytest.mark.parametrize(
    ("path", "headline", "expected"),
    [
        ("/partner-content/a", None, True),
        ("/Partner-Content.html", None, True),
        ("/partner%2Dcontent/a", None, True),
        ("/a", "[Ad] Shoes", True),
        ("/a", "[ ad ]Shoes", True),
        ("/a", "[Contenido patrocinado] Shoes", True),
        ("/a", "Contenido patrocinado: Shoes", True),
        ("/a", "(Advertisement) Shoes", True),
        ("/a", "【Anzeige】Shoes", True),
        ("/a", " Sponsored | Shoes", True),
        ("/a", "Anzeige – Schuhe", True),
        ("/a", "Ad: Shoes", True),
        ("/a", "Ad shoes", False),
        ("/a", "Shoes [Ad]", False),
        ("/a", None, False),
    ],
)
def test_is_sponsored(path: str, headline: str | None, expected: bool) -> None:
    assert is_sponsored(Link(SITE + path, hints={"headline": headline} if headline else {})) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", True),
        ("/politics", True),
        ("/politics/europe", False),
        ("/Tag/old-pier-in-storm", True),
        ("/en/tag/old-pier-in-storm", True),
        ("/a/b/tag/old-pier-in-storm", False),
        ("/old-pier-breaks", False),
        ("/node/81200", False),
    ],
)
def test_is_non_article_url(path: str, expected: bool) -> None:
    assert is_non_article_url(SITE + path) is expected


def nested(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(("levels", "is_kept"), [(19, True), (20, False)])
def test_the_deepest_level_of_an_item(levels: int, is_kept: bool) -> None:
    feed = json.dumps({"language": "en", "items": [{"id": "1", "x": nested(levels), "y": 2}]})
    [item] = read_json_feed(feed, 5)
    assert (item["language"], item["id"], item["y"]) == ("en", "1", 2)
    assert (item["x"] == nested(levels)) is is_kept


@pytest.mark.parametrize(
    ("feed", "ids"),
    [
        ('{"items": [{"id": "1"}, {"id": "2"}, {"id": "3"}, {"id": "4"}]}', ["1", "2", "3"]),
        ('{"items": [7, "x", {"id": "1"}, [], null, {"id": "2"}]}', ["1"]),
        ('{"items": [{"id": "1"}, {"id": }, {"id": "3"}]}', ["1", "3"]),
        ('{"items": [{"id": "1"}, {"id": "2"', ["1"]),
        ('{"items": {"id": "1"}}', []),
        ('{"items": [{"id": "1"} {"id": "2"}:{"id": "3"}]}', ["1", "2", "3"]),
        ('{"items": [true, {"id": "2"}]}', ["2"]),
        ('{"items": [{"id": "1"}}, {"id": "2"}]}', ["1"]),
        ('{"items": [{"id": "1\\n2"}]}', ["1\n2"]),
        ('{"a": {"items": [{"id": "1"}]}, "b": [1], "c": 7, "items": [{"id": "2"}]}', ["2"]),
        ('{"other": "items", "items": [{"id": "a\\"b]"}]}', ['a"b]']),
        ("", []),
    ],
)
def test_items(feed: str, ids: list[str]) -> None:
    assert [item["id"] for item in read_json_feed(feed, 3)] == ids


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"\xef\xbb\xbf <!-- a --><!DOCTYPE x [<!ENTITY b 'c'>]><?pi?><RSS>", "feed"),
        (b"<rdf:RDF>", "feed"),
        (b"<atom:feed>", "feed"),
        (b"<channel>", "feed"),
        (b"<urlset>", "sitemap"),
        (b"<sitemapindex>", "sitemap"),
        (b"https://daily.example/1", "sitemap"),
        (b"HTTP://daily.example/1", "sitemap"),
        (b"httpx://daily.example/1", "none"),
        (b'{"items": []}', "feed"),
        (b'{"item": []}', "none"),
        (b"<html>", "none"),
        (b"<x-y:urlset>", "sitemap"),
        (b"\t\r\n <urlset>", "sitemap"),
        (b"<!--a--> <?b?>\n<urlset>", "sitemap"),
        (b"<!doctype a>\n<urlset>", "sitemap"),
        (b"x<urlset>", "none"),
        (b"https://", "sitemap"),
        (b"https:/", "none"),
        (b"", "none"),
    ],
)
def test_form_of(data: bytes, form: str) -> None:
    assert form_of(data) == form


def entry(number: int, news: bool) -> str:
    inner = "<n:news><n:title>A</n:title></n:news>" if news else ""
    return f"<url><loc>{SITE}/{number}</loc>{inner}</url>"


@pytest.mark.parametrize(
    ("news", "others", "form"), [(2, 1, "news-sitemap"), (1, 1, "sitemap"), (0, 1, "sitemap"), (0, 0, "sitemap")]
)
def test_a_news_sitemap_is_one_for_the_most_part(news: int, others: int, form: str) -> None:
    entries = "".join(entry(n, n < news) for n in range(news + others))
    found = read_list(f'<urlset xmlns:n="news">{entries}</urlset>'.encode(), SITE)
    assert (found.form, len(found.links), found.nested) == (form, news + others, [])


def test_the_sitemaps_of_an_index_are_read_the_latest_first() -> None:
    dates = ("2026-01-01", "", "2026-03-01")
    maps = "".join(f"<sitemap><loc>/{n}</loc><lastmod>{date}</lastmod></sitemap>" for n, date in enumerate(dates))
    found = read_list(f"<sitemapindex>{maps}</sitemapindex>".encode(), SITE)
    assert found.form == "index" and [n.url[-1] for n in found.nested] == ["2", "0", "1"]
    assert [n.last_modified for n in found.nested] == ["2026-03-01", "2026-01-01", None]


@pytest.mark.parametrize("most", [0, 1, 3])
def test_most_entries(most: int) -> None:
    lines = "".join(f"{SITE}/{n}\n" for n in range(3)).encode()
    assert [link.url for link in read_sitemap(io.BytesIO(lines), SITE, most)] == [f"{SITE}/{n}" for n in range(most)]


@pytest.mark.parametrize(
    ("feed", "language"),
    [
        ('{"language": "en", "items": [{}]}', "en"),
        ('{"language": "en", "items": [{"language": "de"}]}', "de"),
        ('{"items": [{}], "language": "en"}', None),
        ('{"language": 7, "items": [{}]}', 7),
        ('{"language": "e', None),
    ],
)
def test_the_language_of_an_item(feed: str, language: Any) -> None:
    assert [item["language"] for item in read_json_feed(feed, 3)] == ([language] if "items" in feed else [])


@pytest.mark.parametrize(("levels", "is_kept"), [(19, True), (20, False)])
def test_what_stands_behind_a_deep_nest(levels: int, is_kept: bool) -> None:
    deep = json.dumps(nested(levels))
    [item] = read_json_feed(f'{{"items": [{{"a": {deep}, "b": {deep}, "d": 2}}]}}', 1)
    assert (item["d"], item["a"] == nested(levels), item["b"] == nested(levels)) == (2, is_kept, is_kept)


@pytest.mark.parametrize(("levels", "is_kept"), [(19, True), (20, False)])
def test_the_deepest_level_of_objects(levels: int, is_kept: bool) -> None:
    value: Any = 1
    for _ in range(levels):
        value = {"a": value}
    [item] = read_json_feed(json.dumps({"items": [{"x": value, "y": value, "z": 2}]}), 5)
    assert (item["x"] == value, item["y"] == value, item["z"]) == (is_kept, is_kept, 2)


def test_texts_at_the_deepest_level() -> None:
    deepest: Any = ["a", "b"]
    for _ in range(18):
        deepest = [deepest]
    [item] = read_json_feed(json.dumps({"items": [{"x": nested(20), "y": deepest, "z": "c"}]}), 5)
    assert (item["y"], item["z"]) == (deepest, "c")


@pytest.mark.parametrize(("count", "swollen"), [(0, False), (20_000, False), (20_001, True)])
def test_the_most_elements_of_an_entry(count: int, swollen: bool) -> None:
    root = etree.fromstring("<urlset><url/><url>" + "<x/>" * count + "</url></urlset>")
    assert _is_swollen(root) is swollen and _is_swollen(root[1]) is swollen


@pytest.mark.parametrize("count", [50, 51])
def test_the_most_pictures_of_an_entry(count: int) -> None:
    images = "".join(f"<image><loc>/{n}.jpg</loc></image>" for n in range(count))
    [link] = read_sitemap(io.BytesIO(f"<urlset><url><loc>/a</loc>{images}</url></urlset>".encode()), SITE)
    assert isinstance(link, Link) and len(link.hints["images"]) == 50


def test_the_one_list_of_a_body() -> None:
    assert list(list_read(b"<urlset/>", SITE)) == [read_list(b"<urlset/>", SITE)]
    assert list(sitemap_entries(f"{SITE}/1".encode(), SITE)) == [Link(f"{SITE}/1", "sitemap")]


@pytest.mark.parametrize(("length", "is_kept"), [(8_191, True), (8_192, False)])
def test_the_longest_line(length: int, is_kept: bool) -> None:
    line = f"{SITE}/".ljust(length - 1, "x") + "\n"
    assert len(list(read_sitemap(io.BytesIO(line.encode()), SITE))) == is_kept
