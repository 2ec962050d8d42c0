"""Optional step: keep only articles; other pages are counted and dropped."""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine.not_an_article import NotAnArticle
from crawler.extract.page_type.not_articles import is_article_type


class OnlyArticlesPipeline:
    """Drops records whose ``type`` is not that of an article."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Enabled by ``COPYDESK_ONLY_ARTICLES``."""
        if not crawler.settings.getbool("COPYDESK_ONLY_ARTICLES"):
            raise NotConfigured
        return cls()

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the record. Raises ``NotAnArticle`` if it is not an article."""
        if not is_article_type(item["type"]):
            raise NotAnArticle(f"It is a {item['type']}, not an article.", log_level="DEBUG")
        return item
