"""The lists of a source, and which of their links are its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from crawler.discover.link import Link
from crawler.discover.non_article_urls import is_non_article_url
from crawler.discover.sponsored import is_sponsored
from crawler.normalize.canonical import same_site
from crawler.sources.source import Source

Kind: TypeAlias = Literal["feed", "sitemap", "section"]


class Listing(NamedTuple):
    """The URL of a list of articles."""

    kind: Kind
    url: str


def listings(source: Source) -> list[Listing]:
    """Return the lists of a source, those that know most about articles first; the home page if it has none."""
    found = [Listing("feed", url) for url in source.feeds]
    found += [Listing("sitemap", url) for url in (*source.news_sitemaps, *source.sitemaps)]
    found += [Listing("section", url) for url in source.sections]
    return list(dict.fromkeys(found)) or [Listing("section", source.home)]


def articles(links: Iterable[Link], source: Source) -> Iterator[Link]:
    """Yield the links that are articles of the source.

    These are the ones that match ``article_urls``, or else those of its site that are not sponsored; in sitemaps also
    not fronts or pages about the site.
    """
    patterns = [re.compile(pattern) for pattern in source.article_urls]
    for link in links:
        if any(p.search(link.url) for p in patterns) if patterns else _is_article(link, source):
            yield link


def _is_article(link: Link, source: Source) -> bool:
    if not same_site(link.url, source.home) or is_sponsored(link):
        return False
    return link.discovered_via != "sitemap" or not is_non_article_url(link.url)
