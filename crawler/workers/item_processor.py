"""Scrapy's item pipelines, less those that have run where the page was read."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from scrapy.crawler import Crawler
from scrapy.pipelines import ItemPipelineManager


class Steps(ItemPipelineManager):
    """Parts ``ITEM_PIPELINES``: those from the first on that say ``pure = True`` run with the extraction, in a worker.

    The others run here, as ever. A pure pipeline is handed to the workers by pickle when they start; it gets nothing
    but the item, drops none, and has neither ``open_spider`` nor ``close_spider``.
    """

    def __init__(self, *pipelines: Any, crawler: Crawler) -> None:
        self.pure = list(takewhile(lambda pipeline: getattr(pipeline, "pure", False), pipelines))
        super().__init__(*pipelines[len(self.pure) :], crawler=crawler)
