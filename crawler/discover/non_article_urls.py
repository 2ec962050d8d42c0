"""Recognize URLs in sitemaps that are not articles: fronts, topics, authors and pages about the site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from crawler.normalize.url_pattern import url_pattern
from crawler.normalize.urls import split
from crawler.normalize.word_tables import lines

_NO_ARTICLES_UNDER = lines(Path(__file__).with_name("non_article_urls.txt"))


def is_non_article_url(url: str) -> bool:
    """Return whether a URL is not that of an article: a home page, a front, the page of a topic or an author.

    >>> [is_non_article_url(f"https://daily.example{path}") for path in ("/", "/politics", "/tag/old-pier-in-storm")]
    [True, True, True]
    >>> [is_non_article_url(f"https://daily.example{path}") for path in ("/news/old-pier-breaks", "/node/81200")]
    [False, False]
    """
    parts = split(url)
    segments = [unquote(segment).lower() for segment in parts.path.split("/") if segment]
    if any(segment in _NO_ARTICLES_UNDER for segment in segments[:2]):
        return True
    return len(segments) < 2 and url_pattern(url) is None
