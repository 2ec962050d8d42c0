"""Step 6, with a ledger: only what is new or changed goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem, NotConfigured

from crawler.ledger.revisions import revise, to_article, to_known

if TYPE_CHECKING:
    from crawler.ledger.run import LedgerRun


_LEFT = ("repeated", "gone", "dead", "refused")
"""States of an address that delivers no more."""


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
        address = self.run.loans.address(item["requested_url"])
        if before and self._delivers(before.address, address):
            raise DropItem("Another address of the article delivers it.", log_level="DEBUG")
        if not revise(item, before):
            raise DropItem("It is as it was.", log_level="DEBUG")
        self.run.pending[article] = replace(to_known(item), address=address)
        return item

    def _delivers(self, other: int, address: int) -> bool:
        """Whether another address than this one delivers the article: a copy that differs a little is no revision."""
        assert self.run
        return bool(other and address) and other != address and self.run.ledger.state(other) not in _LEFT
