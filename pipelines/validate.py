"""Step 5: make sure that the record keeps its contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from crawler.record.items import Article

if TYPE_CHECKING:  # workers do not import Scrapy
    from scrapy.crawler import Crawler


class ValidatePipeline:
    """Converts the article to a record and validates it; an invalid one is a bug."""

    pure = True

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With ``COPYDESK_STRICT``, raise on an invalid record, as tests do, instead of adding a warning."""
        return cls(crawler.settings.getbool("COPYDESK_STRICT"))

    def process_item(self, item: Article) -> dict[str, Any]:
        """Return the record, valid or with a warning that states what is wrong with it."""
        from crawler.record.finalize import to_valid_record

        return to_valid_record(item, self.strict)
