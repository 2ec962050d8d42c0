"""Which sitemaps of an index hold articles: content systems keep those of authors, tags and pages apart, by name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from crawler.discover.priority import to_time
from crawler.normalize.urls import split

_OTHERS = frozenset(
    "author authors user users category categories tag tags taxonomy taxonomies term terms topic topics section "
    "sections video videos image images gallery galleries product products static event events profile profiles "
    "people person sponsor sponsored advertorial coupon coupons job jobs recipe recipes page pages".split()
)
_ARTICLES = frozenset("article articles news story stories".split())
_LATE, _DAY = 3_600, 36 * 3_600
_PART = re.compile(r"^sitemap[-_.]?pages?[-_]?\d+\.")


def holds_articles(url: str) -> bool:
    """Whether a sitemap that an index names may hold articles; in doubt it may.

    >>> holds_articles("https://daily.example/wp-sitemap-posts-post-1.xml"), holds_articles("https://daily.example/1.xml")
    (True, True)
    >>> holds_articles("https://daily.example/wp-sitemap-posts-page-1.xml"), holds_articles("/author-sitemap.xml")
    (False, False)
    """
    name = PurePosixPath(split(url).path).name.lower()
    words = set(re.findall(r"[a-z]+", name))
    return not words & _OTHERS or bool(words & _ARTICLES) or bool(_PART.match(name))


def stable_from(last_modified: str | None) -> int | None:
    """Unix time from which a list that changed last then holds what it holds for good; ``None``: that is not known.

    A day ends at its end in the last time zone, and a list may come an hour late out of a cache.

    >>> stable_from("1970-01-01T00:00:00Z"), stable_from("1970-01-01"), stable_from("lately"), stable_from(None)
    (3600, 133200, None, None)
    """
    moment = to_time(last_modified)
    if moment is None:
        return None
    is_a_day = not re.search(r"\d:\d", last_modified or "")
    return int(moment) + _LATE + (_DAY if is_a_day else 0)


def holds_news(url: str) -> bool:
    """Whether the address of a sitemap says that it holds the latest news.

    >>> holds_news("https://daily.example/sitemap-news.xml"), holds_news("https://news.example/sitemap.xml")
    (True, False)
    """
    return "news" in PurePosixPath(split(url).path).name.lower()
