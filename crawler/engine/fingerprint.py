"""When two requests are one: those for articles by the article's key, so that no variant of it is fetched twice."""

from __future__ import annotations

import hashlib

from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.normalize.canonical import article_key


class ArticleFingerprinter:
    """``REQUEST_FINGERPRINTER_CLASS`` of crawls of sources."""

    def fingerprint(self, request: Request) -> bytes:
        """20 bytes that two requests share if they are for one article, or else for one address."""
        if is_article(request):
            key = article_key(request.url)
            # A site may well redirect one variant of an address to another.
            if all(article_key(url) != key for url in request.meta.get("redirect_urls", ())):
                return of_article(request.url)
        return fingerprint(request)


def is_article(request: Request) -> bool:
    """Whether a request is for an article, and not for a list of articles."""
    return getattr(request.callback, "__name__", "") == "parse_article"


def of_article(url: str) -> bytes:
    """The fingerprint of a request for the article that a URL names.

    >>> of_article("https://daily.example/a/amp/") == of_article("http://www.daily.example/a?fbclid=1")
    True
    """
    return _digest(article_key(url))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).digest()
