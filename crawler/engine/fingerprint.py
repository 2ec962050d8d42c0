"""Request fingerprints by article, so that no variant of an article's URL is fetched twice."""

from __future__ import annotations

import hashlib

from scrapy import Request
from scrapy.utils.request import fingerprint

from crawler.normalize.canonical import article_key


class ArticleFingerprinter:
    """``REQUEST_FINGERPRINTER_CLASS`` for crawls of sources."""

    def fingerprint(self, request: Request) -> bytes:
        """Return 20 bytes, equal for requests for the same article, else for the same URL."""
        if is_article(request):
            key = article_key(request.url)
            # A site may redirect one variant of a URL to another.
            if all(article_key(url) != key for url in request.meta.get("redirect_urls", ())):
                return of_article(request.url)
        return fingerprint(request)


def is_article(request: Request) -> bool:
    """Return whether a request is for an article rather than a list of articles."""
    return getattr(request.callback, "__name__", "") == "parse_article"


def of_article(url: str) -> bytes:
    """Return the fingerprint of requests for the article at a URL.

    >>> of_article("https://daily.example/a/amp/") == of_article("http://www.daily.example/a?fbclid=1")
    True
    """
    return _digest(article_key(url))


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=20).digest()
