"""Which sitemaps in an index have articles; those of authors, tags and pages are recognized by name."""

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
    """Return whether a sitemap in an index may have articles; in doubt it may.

    >>> holds_articles("https://daily.example/wp-sitemap-posts-post-1.xml"), holds_articles("https://daily.example/1.xml")
    (True, True)
    >>> holds_articles("https://daily.example/wp-sitemap-posts-page-1.xml"), holds_articles("/author-sitemap.xml")
    (False, False)
    """
    name = PurePosixPath(split(url).path).name.lower()
    words = set(re.findall(r"[a-z]+", name))
    return not words & _OTHERS or bool(words & _ARTICLES) or bool(_PART.match(name))


def stable_from(last_modified: str | None) -> int | None:
    """Return the Unix time from which a list with this date will not change any more; None if it is unknown.

    A day ends when it ends in the last time zone, and a cache may be an hour late.

    >>> stable_from("1970-01-01T00:00:00Z"), stable_from("1970-01-01"), stable_from("lately"), stable_from(None)
    (3600, 133200, None, None)
    """
    moment = to_time(last_modified)
    if moment is None:
        return None
    is_a_day = not re.search(r"\d:\d", last_modified or "")
    return int(moment) + _LATE + (_DAY if is_a_day else 0)


def holds_news(url: str) -> bool:
    """Return whether a sitemap has the latest news, by its URL.

    >>> holds_news("https://daily.example/sitemap-news.xml"), holds_news("https://news.example/sitemap.xml")
    (True, False)
    """
    return "news" in PurePosixPath(split(url).path).name.lower()
