"""Optional step: one record of each article; others are counted and dropped."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine.repeated_article import RepeatedArticle


class UniquePipeline:
    """Drops records whose article has one already in this run: the first stays."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Enabled by ``COPYDESK_UNIQUE``."""
        if not crawler.settings.getbool("COPYDESK_UNIQUE"):
            raise NotConfigured
        return cls()

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the record. Raises ``RepeatedArticle`` if its article has one."""
        key = int.from_bytes(blake2b(item["id"].encode(), digest_size=8).digest())
        if key in self._seen:
            raise RepeatedArticle("Its article has a record.", log_level="DEBUG")
        self._seen.add(key)
        return item
