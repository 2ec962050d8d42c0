"""Step 6, with a ledger: only what is new or changed goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from crawler.ledger.revisions import revise, to_article, to_known

if TYPE_CHECKING:
    from crawler.ledger.run import LedgerRun


class RevisionPipeline:
    """Numbers the revisions of an article and drops what is as it was."""

    def __init__(self, run: LedgerRun | None = None) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Only where there is a ledger."""
        if not crawler.settings["COPYDESK_LEDGER"]:
            raise NotConfigured
        from crawler.ledger.run import LedgerRun

        return cls(crawler.get_extension(LedgerRun))

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """The record with its revision; ``DropItem`` if it is as it was."""
        article = to_article(item)
        if article is None or self.run is None:
            return item
        before = self.run.pending.get(article) or self.run.ledger.known(article)
        if not revise(item, before):
            raise DropItem("It is as it was.", log_level="DEBUG")
        self.run.pending[article] = to_known(item)
        return item
