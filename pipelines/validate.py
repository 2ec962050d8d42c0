"""Step 5: the record is what the contract says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from crawler.record.items import Article

if TYPE_CHECKING:  # workers do without Scrapy
    from scrapy.crawler import Crawler


class ValidatePipeline:
    """Turns the article into a record and checks it; an invalid one is a bug."""

    pure = True

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """``COPYDESK_STRICT``: fail on an invalid record, as tests do, instead of warning in it."""
        return cls(crawler.settings.getbool("COPYDESK_STRICT"))

    def process_item(self, item: Article) -> dict[str, Any]:
        """The record, valid or with a warning that says what is wrong in it."""
        from crawler.record.finalize import to_valid_record

        return to_valid_record(item, self.strict)
