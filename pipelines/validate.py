"""Step 5: the record is what the contract says."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from crawler.record.items import Article

if TYPE_CHECKING:  # workers do without Scrapy
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


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
        from crawler.record.finalize import finish
        from crawler.record.record import to_record
        from crawler.record.schema import InvalidRecord, check

        record = to_record(finish(item))
        try:
            check(record)
        except InvalidRecord as error:
            if self.strict:
                raise
            logger.warning("The record of %s breaks the contract: %s", item.url, error)
            record["warnings"].append(f"The record breaks the contract: {error}")
        return record
