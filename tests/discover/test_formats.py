"""Every kind of list, over a real server: what it names is fetched, and what it says reaches the record."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from tests.press import Press, crawl, serve, source

RDF = """<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<item rdf:about="SITE/2026/rdf"><title>R</title><link>SITE/2026/rdf</link></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link href="/2026/atom"/>
<published>2026-11-24T08:00:00Z</published></entry></feed>"""
JSON = (
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "SITE/2026/json", "tags": ["Pier"]}]}'
)
BROKEN = "<rss><channel><item><title>B & C</title><link>SITE/2026/broken</link></item><item><title>D"
MEDIA = """<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><link>SITE/2026/media</link>
<media:content url="SITE/photos/pier-broken-0402-300x200.jpg" type="image/jpeg"><media:credit>Jane Doe/Reuters</media:credit>
<media:description>Waves break over the old pier.</media:description></media:content></item></channel></rss>"""
INDEX = "<sitemapindex><sitemap><loc>SITE/posts-1.xml.gz</loc><lastmod>2026-11-24</lastmod></sitemap></sitemapindex>"
PACKED = "<urlset><url><loc>SITE/2026/packed</loc></url></urlset>"
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>SITE/2026/news</loc><n:news><n:publication>
<n:name>The Daily</n:name><n:language>en</n:language></n:publication><n:publication_date>2026-11-24T07:00:00Z</n:publication_date>
<n:title>Harbour opens again</n:title><n:keywords>Harbour, Storm</n:keywords></n:news><i:image>
<i:loc>SITE/photos/pier-broken-0402-300x200.jpg</i:loc><i:caption>The old pier.</i:caption></i:image></url></urlset>"""
FEEDS = {"rdf": RDF, "atom": ATOM, "feed.json": JSON, "broken": BROKEN, "media": MEDIA}
PICTURE = '</h1><img src="/photos/pier-broken-0402-1200x800.jpg" width="1200" height="800">'


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    folder: Path = tmp_path_factory.mktemp("formats")
    with serve() as press:
        _fill(press)
        feeds = ", ".join(f'"SITE/{name}"' for name in FEEDS)
        maps = 'news_sitemaps = ["SITE/news.xml"]\nsitemaps = ["SITE/index.xml", "SITE/map.txt"]\n'
        source(folder, press, f"feeds = [{feeds}]\n{maps}")
        done = crawl(folder)
    assert done.code == 0, done.err
    return {record["url"].rpartition("/")[2]: record for record in done.records}


def _fill(press: Press) -> None:
    for name in ("rdf", "atom", "json", "broken", "media", "packed", "text", "news"):
        press.article(f"/2026/{name}")
        answer: Any = press.answers[f"/2026/{name}"]
        answer.body = answer.body.replace(b"</h1>", PICTURE.encode())
    for name, body in FEEDS.items():
        press.put(f"/{name}", body, "application/octet-stream")
    press.put("/news.xml", NEWS, "text/xml")
    press.put("/index.xml", INDEX, "text/xml")
    press.put("/posts-1.xml.gz", gzip.compress(PACKED.replace("SITE", press.url).encode()), "application/x-gzip")
    press.put("/map.txt", "SITE/2026/text\n", "text/plain")


@pytest.mark.parametrize(
    ("name", "via"),
    [
        ("rdf", "feed"), ("atom", "feed"), ("json", "feed"), ("broken", "feed"), ("media", "feed"),
        ("packed", "sitemap"), ("text", "sitemap"), ("news", "news-sitemap"),
    ],
)  # fmt: skip
def test_what_a_list_names_is_fetched(records: dict[str, dict[str, Any]], name: str, via: str) -> None:
    assert records[name]["discovered_via"] == via


@pytest.mark.parametrize(
    ("name", "field", "value", "origin"),
    [
        ("atom", "date_published", "2026-11-24T08:00:00+00:00", "feed"),
        ("json", "keywords", ["Pier"], "feed"),
        ("news", "date_published", "2026-11-24T07:00:00+00:00", "news-sitemap"),
        ("news", "keywords", ["Harbour", "Storm"], "news-sitemap"),
        ("news", "publisher", "The Daily", "news-sitemap"),
    ],
)
def test_what_a_list_says(
    records: dict[str, dict[str, Any]], name: str, field: str, value: object, origin: str
) -> None:
    assert (records[name][field], records[name]["provenance"][field]) == (value, origin)


def test_what_a_list_says_of_pictures(records: dict[str, dict[str, Any]]) -> None:
    [picture] = records["media"]["images"]
    assert (picture["caption"], picture["creators"]) == ("Waves break over the old pier.", ["Jane Doe"])
    assert picture["source_organizations"] == ["Reuters"] and "1200x800" in picture["url"]
    [picture] = records["news"]["images"]
    assert (picture["caption"], picture["credit_text"]) == ("The old pier.", None)
