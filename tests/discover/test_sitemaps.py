import gzip
import io

import pytest

from crawler.discover.link import Link
from crawler.discover.sitemaps import Nested, read_sitemap

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
BASE = "https://daily.example/sitemap.xml"


def urlset(*entries: str) -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset {NS} {NEWS} {IMAGE}>{''.join(entries)}</urlset>"


A = "<url><loc> https://daily.example/a </loc><lastmod>2026-04-02</lastmod></url>"
B = "<url><loc>https://daily.example/b</loc></url>"
STORY = """<url><loc>https://daily.example/n</loc><news:news><news:publication><news:name>The Daily</news:name>
<news:language>ko</news:language></news:publication><news:publication_date>2026-04-02T06:30:00+09:00</news:publication_date>
<news:title>항구의 낡은 부두</news:title><news:keywords>harbour, storm</news:keywords></news:news><image:image>
<image:loc>https://daily.example/n.jpg</image:loc><image:caption>The pier.</image:caption></image:image></url>"""
LINK_A = Link("https://daily.example/a", "sitemap", {"date_modified": "2026-04-02"})
LINK_B = Link("https://daily.example/b", "sitemap", {})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (urlset(A, B), [LINK_A, LINK_B]),
        (urlset(), []),
        ("", []),
        ("no address\nhttps://daily.example/b\n\nftp://x\n", [LINK_B]),
        (urlset(A, B)[:-30], [LINK_A]),
        (urlset(A, "<url><loc>javascript:alert(1)</loc></url>", "<url/>"), [LINK_A]),
        (urlset("<url><loc>/b</loc></url>"), [LINK_B]),
        (urlset("<url><loc>http://[bad</loc></url>"), []),
        (f"<sitemapindex {NS}><sitemap><loc>https://daily.example/s1.xml</loc></sitemap></sitemapindex>",
         [Nested("https://daily.example/s1.xml")]),
        ("<html><body><a href='/a'>a</a></body></html>", []),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + urlset(B).split("?>")[1], [LINK_B]),
        ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
         + urlset("<url><loc>https://daily.example/b</loc><lastmod>&a;</lastmod></url>").split("?>")[1], [LINK_B]),
    ],
)  # fmt: skip
def test_read_sitemap(text: str, found: list[Link | Nested]) -> None:
    data = text.encode()
    assert list(read_sitemap(io.BytesIO(data), BASE)) == found
    assert list(read_sitemap(io.BytesIO(gzip.compress(data)), BASE)) == found


def test_a_news_entry_keeps_what_it_says() -> None:
    [link] = read_sitemap(io.BytesIO(urlset(STORY).encode()), BASE)
    assert link == Link(
        "https://daily.example/n",
        "news-sitemap",
        {
            "headline": "항구의 낡은 부두",
            "date_published": "2026-04-02T06:30:00+09:00",
            "in_language": "ko",
            "publisher": "The Daily",
            "keywords": ["harbour", "storm"],
            "images": [{"url": "https://daily.example/n.jpg", "caption": "The pier."}],
        },
    )


def test_entries_are_bounded() -> None:
    assert len(list(read_sitemap(io.BytesIO(urlset(*[B] * 10).encode()), BASE, most=3))) == 3


def test_a_cut_off_gzip_gives_what_came_before() -> None:
    lines = "".join(f"https://daily.example/{i * 7919 % 10007}\n" for i in range(5000)).encode()
    found = list(read_sitemap(io.BytesIO(gzip.compress(lines)[:-2000]), BASE))
    assert 0 < len(found) < 5000


def test_a_gzip_of_zeros_ends() -> None:
    assert list(read_sitemap(io.BytesIO(gzip.compress(bytes(5_000_000))), BASE)) == []
