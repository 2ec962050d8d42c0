"""Step 7, with a file of duplicates: note which article a record repeats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.engine.shutdown import end_with
from crawler.errors import Failure
from crawler.ledger.errors import LedgerError

if TYPE_CHECKING:  # of an extra
    from crawler.datasets.duplicate_store import DuplicateStore


class DuplicatesPipeline:
    """Sets ``near_duplicate_of`` of records whose story an earlier record tells, in this run or an earlier one."""

    def __init__(self, store: DuplicateStore, crawler: Crawler | None = None) -> None:
        self._store, self._crawler = store, crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Enabled by ``COPYDESK_DUPLICATES``."""
        if not crawler.settings["COPYDESK_DUPLICATES"]:
            raise NotConfigured
        from crawler.datasets.duplicate_store import DuplicateStore

        pipeline = cls(DuplicateStore(Path(crawler.settings["COPYDESK_DUPLICATES"])), crawler)
        crawler.signals.connect(pipeline.stopped, signals.engine_stopped)
        return pipeline

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Return the record. Raises ``LedgerError`` where the file fails, which ends the run."""
        try:
            item["near_duplicate_of"] = self._store.origin_of(item)
        except LedgerError as error:
            if self._crawler:
                end_with(self._crawler, Failure(self._store.path, "unwritable", str(error)))
            raise
        return item

    def stopped(self) -> None:
        """Release the file."""
        self._store.close()
