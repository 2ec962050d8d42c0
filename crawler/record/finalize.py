"""Compute the derived fields of an article, and convert it to its record."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import fields
from typing import Any

from crawler.normalize.article_urls import clean_urls
from crawler.normalize.canonical import article_key, believable_canonical
from crawler.normalize.comparable import comparable
from crawler.record.body_text import body_text
from crawler.record.items import Article
from crawler.record.record import to_record

logger = logging.getLogger(__name__)
_NAMES = tuple(field.name for field in fields(Article))


def to_valid_record(article: Article, strict: bool = False) -> dict[str, Any]:
    """Return the record of a clean article; if it breaks the contract, with a warning that states how.

    :raises crawler.record.schema.InvalidRecord: if ``strict`` and the record breaks the contract.
    """
    from crawler.record.schema import InvalidRecord, check  # compiling the schema takes time

    record = to_record(finalize(article))
    try:
        check(record)
    except InvalidRecord as error:
        if strict:
            raise
        logger.warning("The record of %s breaks the contract: %s", article.url, error)
        record["warnings"].append(f"The record breaks the contract: {error}")
    return record


def finalize(article: Article) -> Article:
    """Normalize URLs, and set ``article_body``, ``id``, ``body_hash`` and the final ``provenance``."""
    clean_urls(article)
    article.article_body = body_text(article.blocks)
    article.id = digest(article_key(believable_canonical(article.url, article.canonical_url) or article.url))
    keep_provenance(article)
    article.body_hash = digest(comparable(article.article_body))
    return article


def keep_provenance(article: Article) -> None:
    """Drop the origin of empty fields, in the order of the fields.

    Agencies that were among the authors get the origin of the authors.
    """
    origins = article.provenance
    if article.source_organizations and "source_organizations" not in origins:
        origins["source_organizations"] = origins.get("authors", "inferred")
    article.provenance = {
        name: origins[name] for name in _NAMES if name in origins and getattr(article, name) not in (None, "", [])
    }


def digest(text: str) -> str:
    """Return a stable hash of 32 hexadecimal digits (BLAKE2b, RFC 7693).

    >>> len(digest("https://daily.example/1"))
    32
    """
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
