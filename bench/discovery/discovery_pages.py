"""What the publishers of bench/discovery/run have in common: pages of articles, and lists in the usual formats."""

from __future__ import annotations

import html
from collections.abc import Iterable
from email.utils import format_datetime
from urllib.parse import quote

from discovery_web import Publisher, Story, link, stories

NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def absolute(publisher: Publisher, path: str) -> str:
    """An address, its letters escaped."""
    return path if "://" in path else publisher.url + quote(path, safe="/:?=&%.#;,+-_~")


def article(publisher: Publisher, story: Story, head: str = "", chrome: str = "", canonical: bool = True) -> str:
    """The page of an article amid its site's menus, adverts and related stories."""
    rel = f'<link rel="canonical" href="{absolute(publisher, story.path)}">' if canonical else ""
    text = "".join(f"<p>{html.escape(p)}</p>" for p in story.paragraphs)
    return (
        f'<!doctype html><html lang="{publisher.language}"><head><title>{html.escape(story.title)}</title>{rel}{head}'
        f'<meta property="article:published_time" content="{story.date.isoformat()}"></head><body>{chrome}<main>'
        f"<article><h1>{html.escape(story.title)}</h1><p class=byline>{html.escape(story.author)}</p>{text}</article>"
        "</main></body></html>"
    )


def page(publisher: Publisher, title: str, body: str, head: str = "") -> str:
    """A page that is no article."""
    return (
        f'<!doctype html><html lang="{publisher.language}"><head><title>{html.escape(title)}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def rss(publisher: Publisher, items: Iterable[Story], more: str = "", paths: dict[int, str] | None = None) -> str:
    """RSS 2.0; ``more``: items that are no stories; ``paths``: other addresses for some."""
    entries = "".join(
        f"<item><title>{html.escape(s.title)}</title>"
        f"<link>{html.escape(absolute(publisher, (paths or {}).get(s.number, s.path)))}</link>"
        f"<pubDate>{format_datetime(s.date)}</pubDate><category>{html.escape(s.section)}</category></item>"
        for s in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{publisher.host}</title>{entries}{more}</channel></rss>'


def atom(publisher: Publisher, items: Iterable[Story]) -> str:
    """Atom."""
    entries = "".join(
        f'<entry><title>{html.escape(s.title)}</title><link rel="alternate" href="{absolute(publisher, s.path)}"/>'
        f"<updated>{s.date.isoformat()}</updated><author><name>{html.escape(s.author)}</name></author></entry>"
        for s in items
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>{entries}</feed>'


def sitemap(publisher: Publisher, paths: Iterable[str], date: str = "2026-11-24") -> str:
    """A sitemap of addresses."""
    urls = "".join(
        f"<url><loc>{html.escape(absolute(publisher, path))}</loc><lastmod>{date}</lastmod></url>" for path in paths
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def news_sitemap(publisher: Publisher, items: Iterable[Story]) -> str:
    """A Google News sitemap."""
    urls = "".join(
        f"<url><loc>{absolute(publisher, s.path)}</loc><news:news><news:publication><news:name>x</news:name>"
        f"<news:language>{publisher.language}</news:language></news:publication>"
        f"<news:publication_date>{s.date.isoformat()}</news:publication_date>"
        f"<news:title>{html.escape(s.title)}</news:title></news:news></url>"
        for s in items
    )
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {NEWS}>{urls}</urlset>'


def index(publisher: Publisher, paths: Iterable[str]) -> str:
    """An index of sitemaps."""
    maps = "".join(f"<sitemap><loc>{html.escape(absolute(publisher, path))}</loc></sitemap>" for path in paths)
    return (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'
    )


def menu(items: dict[str, str]) -> str:
    """A menu: addresses by name."""
    return "<nav><ul>" + "".join(f"<li>{link(path, name)}</li>" for name, path in items.items()) + "</ul></nav>"


FOOT = "<footer>" + " ".join(
    link(path, name)
    for path, name in {
        "/about": "About us", "/contact": "Contact", "/privacy-policy": "Privacy policy and your choices in detail",
        "/terms": "Terms", "/jobs/reporter-for-the-harbour-desk": "We seek a reporter for the harbour desk",
        "https://social.example/daily": "Follow us",
    }.items()
) + "</footer>"  # fmt: skip

ADVERTS = (
    '<div class="ad"><a href="http://shop.example/2026/11/winter-shoes-sale-now-on">Winter shoes: the sale is now on</a>'
    '</div><aside>From our partners: <a href="http://other-paper.example/2026/11/24/ten-ways-to-save-money-on-heating">'
    "Ten ways to save money on heating this winter</a></aside>"
)


def teasers(items: Iterable[Story], tag: str = "div", byline: bool = True) -> str:
    """Stories of a front: a picture and a headline that lead to each, its author's page, its comments."""
    parts = []
    for s in items:
        by = link(f"/author/{s.author.lower().replace(' ', '-')}/", s.author) if byline else ""
        talk = link(f"{s.path}#comments", "12 comments")
        picture = link(s.path, "")
        parts.append(f"<{tag}>{picture}<h2>{link(s.path, s.title)}</h2>{by} {talk}</{tag}>")
    return "".join(parts)


RSS_HEAD = '<link rel="alternate" type="application/rss+xml" title="News" href="{}">'


def new_site(host: str, language: str, shape: str, count: int, sections: list[str]) -> Publisher:
    """A publisher with so many stories and nothing else yet."""
    return Publisher(host, language, shape, stories(host, language, count, sections))


def put_articles(site: Publisher, chrome: str, head: str = "") -> None:
    """Serve the pages of its stories; ``chrome``: the site's menus."""
    for story in site.stories:
        related = teasers([s for s in site.stories if s.section == story.section][:3], byline=False)
        site.put(story.path, article(site, story, head, chrome + ADVERTS + f"<aside>{related}</aside>" + FOOT))
