"""Candidates for the lists of a site: from its home page, from robots.txt, and at common URLs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from crawler.extract.document.page import Page
from crawler.extract.document.xpath import elements
from crawler.normalize.canonical import article_key, same_site
from crawler.normalize.request_urls import join
from crawler.normalize.url_pattern import url_pattern
from crawler.normalize.urls import split

_TABLE = tomllib.loads(Path(__file__).with_name("listing_candidates.toml").read_text("utf-8"))
_FEED_WORDS, _NOT_FEEDS = frozenset(_TABLE["feed_words"]), frozenset(_TABLE["not_feeds"])
_NOT_SECTIONS = frozenset(_TABLE["not_sections"])
_TAGS = frozenset(["tag", "tags"])
"""Path segments of tag pages; in a menu they are sections."""
_FEED_TYPES = frozenset(_TABLE["feed_types"])
_links = elements("//link[@href][@rel]")
_anchors = elements("//a[@href]")
_in_menu = etree.XPath("boolean(ancestor::nav | ancestor::header | ancestor::*[@role='navigation'])")
_inner_text = etree.XPath("string()")
_LONGEST_NAME = 30
"""Most characters of a section's name in a menu; headlines are longer."""
_SITEMAP_NAMES = frozenset(("sitemap", "sitemaps", "site-map"))
_DEEPEST = 3
MOST_SECTIONS = 20


def named_feeds(page: Page) -> list[str]:
    """Return the feeds that a page names: first those in its head, then those that it links to."""
    declared = (e.get("href", "") for e in _links(page.root) if _is_feed_link(e))
    linked = (a.get("href", "") for a in _anchors(page.root) if _words(a.get("href", "")) & _FEED_WORDS)
    found = [*_absolute(declared, page), *_absolute(linked, page)]
    return list(dict.fromkeys(url for url in found if not _words(url) & _NOT_FEEDS))


def _is_feed_link(element: etree._Element) -> bool:
    kind = element.get("type", "").split(";")[0].strip().lower()
    return "alternate" in element.get("rel", "").lower().split() and kind in _FEED_TYPES


def _words(url: str) -> set[str]:
    parts = split(url)
    return set(re.split(r"[^a-z]+", f"{parts.path} {parts.query}".lower()))


def named_sitemaps(page: Page, robots: str) -> list[str]:
    """Return sitemaps in robots.txt (https://www.sitemaps.org/protocol.html#submit_robots) and in the page's head."""
    declared = (e.get("href", "") for e in _links(page.root) if "sitemap" in e.get("rel", "").lower().split())
    return list(dict.fromkeys([*_absolute(_sitemap_lines(robots), page), *_absolute(declared, page)]))


def _sitemap_lines(robots: str) -> Iterator[str]:
    for line in robots.splitlines():
        name, _, value = line.partition(":")
        if name.strip("\ufeff \t").lower() in _SITEMAP_NAMES:
            yield value.partition(" #")[0]


def usual_feeds(home: str) -> list[str]:
    """Return common URLs of feeds."""
    return [urljoin(home, path) for path in _TABLE["feeds"]]


def usual_sitemaps(home: str) -> list[str]:
    """Return common URLs of sitemaps."""
    return [urljoin(home, path) for path in _TABLE["sitemaps"]]


def named_sections(page: Page) -> list[str]:
    """Return pages that may list articles: links with short names in the menus, without the page itself."""
    found: dict[str, str] = {}
    for in_menu in (True, False):
        for anchor in _anchors(page.root):
            name = " ".join(str(_inner_text(anchor)).split())
            if bool(_in_menu(anchor)) is in_menu and 0 < len(name) <= _LONGEST_NAME:
                for url in _absolute([anchor.get("href", "")], page):
                    if _may_be_section(url, page.url, in_menu):
                        found.setdefault(article_key(url), url)
    return list(found.values())[:MOST_SECTIONS]


def _may_be_section(url: str, home: str, in_menu: bool) -> bool:
    segments = [s for s in split(url).path.split("/") if s]
    if not same_site(url, home) or article_key(url) == article_key(home) or len(segments) > _DEEPEST:
        return False
    words = {s.lower() for s in segments}
    if words & _NOT_SECTIONS or (words & _TAGS and not in_menu) or _words(url) & _FEED_WORDS:
        return False
    return url_pattern(url) is None


def _absolute(addresses: Iterable[str], page: Page) -> Iterator[str]:
    found = (join(page.base_url, address) for address in addresses)
    yield from (url.partition("#")[0] for url in found if url)
