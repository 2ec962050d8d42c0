"""What is computed from an article once all else is settled."""

from __future__ import annotations

import hashlib

from crawler.normalize.article_urls import clean_urls
from crawler.normalize.canonical import article_key, believable_canonical
from crawler.record.body_text import body_text
from crawler.record.items import Article


def finish(article: Article) -> Article:
    """Make addresses valid, and set ``article_body``, ``id``, ``body_hash`` and what is left of ``provenance``."""
    clean_urls(article)
    article.article_body = body_text(article.blocks)
    article.id = digest(article_key(believable_canonical(article.url, article.canonical_url) or article.url))
    settle_provenance(article)
    article.body_hash = digest(article.article_body)
    return article


def settle_provenance(article: Article) -> None:
    """Only what has a value has an origin; agencies that were told from authors have that of the authors."""
    origins = article.provenance
    if article.source_organizations and "source_organizations" not in origins:
        origins["source_organizations"] = origins.get("authors", "inferred")
    article.provenance = {name: o for name, o in origins.items() if getattr(article, name, None) not in (None, "", [])}


def digest(text: str) -> str:
    """A stable hash of 32 hexadecimal digits (BLAKE2b, RFC 7693).

    >>> len(digest("https://daily.example/1"))
    32
    """
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
