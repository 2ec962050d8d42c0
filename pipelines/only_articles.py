"""Step on request: only articles go on; what else a page is, is counted."""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine.left_out import LeftOut
from crawler.extract.page_type.page_type import is_article_type


class OnlyArticlesPipeline:
    """Drops the records whose ``type`` is none of articles."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """``COPYDESK_ONLY_ARTICLES``; without it there is no such step."""
        if not crawler.settings.getbool("COPYDESK_ONLY_ARTICLES"):
            raise NotConfigured
        return cls()

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """The record; ``LeftOut`` where it is no article's."""
        if not is_article_type(item["type"]):
            raise LeftOut(f"It is a {item['type']}, not an article.", log_level="DEBUG")
        return item
