from urllib.parse import urljoin

import pytest

from crawler.discover.listing_candidates import named_feeds, named_sections, named_sitemaps, usual_feeds, usual_sitemaps
from crawler.discover.lists import read_list
from crawler.discover.sitemap_index import holds_articles, holds_news
from crawler.extract.document.page import Page, parse

HOME = "https://www.daily.example/"


def home(html: str) -> Page:
    return parse(f"<html>{html}</html>", HOME)


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss.xml">', ["/rss.xml"]),
        ('<link rel="Alternate" type="application/atom+xml; charset=utf-8" href="atom">', ["/atom"]),
        ('<a href="/feed/">RSS</a>', ["/feed/"]),
        ('<a href="/index.php?format=feed&amp;type=rss">Feed</a>', ["/index.php?format=feed&type=rss"]),
        ('<a href="/b/rss">x</a><link rel="alternate" type="application/rss+xml" href="/a">', ["/a", "/b/rss"]),
        ('<link rel="alternate" type="application/rss+xml" href="/comments/feed/">', []),
        ('<link rel="alternate" hreflang="de" href="/de/">', []),
        ('<link rel="stylesheet" type="application/rss+xml" href="/a">', []),
        ('<link rel="home alternate" type=" Application/RSS+XML " href="/a">', ["/a"]),
        ('<link rel="alternate" type="application/feed+json" href="/a"><link rel="alternate" type="application/rdf+xml" href="/b">', ["/a", "/b"]),
        ('<a href="/a.XML">x</a><a href="/rss2">x</a><a href="/rss/news">x</a>', ["/a.XML", "/rss2", "/rss/news"]),
        ('<a href="/feed#top">x</a><a href="/feed">x</a>', ["/feed"]),
        ('<a href="/podcast/feed">x</a>', []),
        ("<a>feed</a><link rel='alternate'>", []),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="alternate" type="application/rss+xml" href="http://[x">', []),
        ('<a href="/2026/04/02/feeding-the-birds">Feeding the birds</a>', []),
        ("", []),
    ],
)  # fmt: skip
def test_named_feeds(html: str, urls: list[str]) -> None:
    assert named_feeds(home(html)) == [f"https://www.daily.example{url}" for url in urls]


@pytest.mark.parametrize(
    ("robots", "urls"),
    [
        ("User-agent: *\nSitemap: https://daily.example/a.xml\nsitemap : /b.xml\r\n", ["https://daily.example/a.xml", f"{HOME}b.xml"]),
        ("# Sitemap: https://daily.example/a.xml\nDisallow: /sitemap: x\n", []),
        ("Site-Map: /a.xml\nSITEMAPS: /b.xml # all\nsitemapx: /c.xml\nXSitemap: /d.xml", [f"{HOME}a.xml", f"{HOME}b.xml"]),
        ("\ufeff\tSitemap: /a.xml\nSitemap: /a.xml", [f"{HOME}a.xml"]),
        ("Sitemap: /a.xml#b\nSitemap: /c # d # e", [f"{HOME}a.xml", f"{HOME}c"]),
        ("Sitemap:\nSitemap: ftp://daily.example/\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_named_sitemaps(robots: str, urls: list[str]) -> None:
    assert named_sitemaps(home(""), robots) == urls
    declared = home('<link rel="Sitemap x" href="/c.xml"><link rel="icon" href="/d.xml"><link rel="sitemap">')
    assert named_sitemaps(declared, robots) == [*urls, f"{HOME}c.xml"]


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ("<nav><a href='/world/'>World</a><a href='/category/sport/'>Sport</a></nav>", ["world/", "category/sport/"]),
        ("<p><a href='/culture'>Culture</a></p><nav><a href='/world'>World</a></nav>", ["world", "culture"]),
        ("<nav><a href='/world'>World</a><a href='/world/'>World</a></nav>", ["world"]),
        ("<nav><a href='/%EC%A0%95%EC%B9%98'>정치</a></nav>", ["%EC%A0%95%EC%B9%98"]),
        (
            "<nav><a href='/about'>About</a><a href='/login'>Log in</a><a href='/'>Home</a><a href='#top'>Top</a></nav>",
            [],
        ),
        ("<nav><a href='https://other.example/world'>World</a><a href='/feed/'>RSS</a></nav>", []),
        ("<a href='/world'>Old pier breaks in two as storm leaves the harbour</a><a href='/x'><img></a>", []),
        ("<a href='/2026/04/02/old-pier-breaks-in-two'>Old pier</a>", []),
        ("<header><a href='/tag/bay'>Bay</a></header><a href='/tag/pier'>Pier</a><a href='/tags/x'>X</a>", ["tag/bay"]),
        ("<div role='navigation'><a href='/tags/bay'>Bay</a></div><a href='/x'>X</a>", ["tags/bay", "x"]),
        ("<a href='/a/b/c'>A</a><a href='/a/b/c/d'>A</a>", ["a/b/c"]),
        (f"<a href='/a'>{'x' * 30}</a><a href='/b'>{'x' * 31}</a><a href='/c'> </a>", ["a"]),
        ("<nav><a href='/Login/x'>A</a><a href='/x/login'>B</a></nav>", []),
        ("<a href='https://sport.daily.example/'>Sport</a>", ["https://sport.daily.example/"]),
        ("".join(f"<a href='/{c}'>{c}</a>" for c in "abcdefghijklmnopqrstu"), list("abcdefghijklmnopqrst")),
    ],
)
def test_named_sections(html: str, urls: list[str]) -> None:
    assert named_sections(home(html)) == [urljoin(HOME, url) for url in urls]


def test_usual_places_are_of_the_site() -> None:
    assert usual_feeds("https://daily.example/en/")[0] == "https://daily.example/feed/"
    assert usual_sitemaps("https://daily.example/en/")[0] == "https://daily.example/news-sitemap.xml"


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("post-sitemap.xml", True),
        ("post-sitemap12.xml", True),
        ("wp-sitemap-posts-post-1.xml", True),
        ("sitemap-2026-11.xml", True),
        ("sitemap.xml?page=2", True),
        ("sitemap-page-2.xml", True),
        ("sitemap-article-tag-1.xml", True),
        ("author-sitemap.xml", False),
        ("category-sitemap.xml", False),
        ("post_tag-sitemap.xml", False),
        ("page-sitemap.xml", False),
        ("wp-sitemap-taxonomies-category-1.xml", False),
        ("wp-sitemap-users-1.xml", False),
        ("video-sitemap.xml.gz", False),
        ("", True),
    ],
)
def test_holds_articles(name: str, articles: bool) -> None:
    assert holds_articles(f"https://daily.example/{name}") is articles
    assert not holds_news(f"https://daily.example/{name}")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<?xml version='1.0'?><rss><channel/></rss>", "feed"),
        ("\ufeff <?xml version='1.0'?><!-- a > b --><?xml-stylesheet href='x'?>\n<feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        ("<rdf:RDF xmlns:rdf='x'/>", "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>", "feed"),
        ("<urlset><url><loc>https://daily.example/1</loc></url></urlset>", "sitemap"),
        ("<sm:urlset xmlns:sm='x'/>", "sitemap"),
        ("https://daily.example/1\nhttps://daily.example/2\n", "sitemap"),
        ("<sitemapindex><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>", "index"),
        ("<urlset xmlns:n='x'><url><loc>https://daily.example/1</loc><n:news><n:title>A</n:title></n:news></url></urlset>", "news-sitemap"),
        ("<!doctype html><html><body>not found</body></html>", "none"),
        ('{"error": 404}', "none"),
        ("", "none"),
        ("not found", "none"),
    ],
)  # fmt: skip
def test_read_list(text: str, form: str) -> None:
    assert read_list(text.encode(), HOME).form == form


def test_an_index_has_what_changed_last_first() -> None:
    entries = "".join(f"<sitemap><loc>/{n}.xml</loc><lastmod>2026-0{n}-01</lastmod></sitemap>" for n in (1, 3, 2))
    listed = read_list(f"<sitemapindex>{entries}</sitemapindex>".encode(), HOME)
    assert [n.url[-5:] for n in listed.nested] == ["3.xml", "2.xml", "1.xml"]
