"""Scrapy's item pipelines without those that run in the worker."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from scrapy.crawler import Crawler
from scrapy.pipelines import ItemPipelineManager


class Steps(ItemPipelineManager):
    """Splits ``ITEM_PIPELINES``: the first ones with ``pure = True`` run in the worker, after the extraction.

    The others run here as usual. A pure pipeline is pickled for the workers when they start; it gets only the item,
    drops none, and has neither ``open_spider`` nor ``close_spider``.
    """

    def __init__(self, *pipelines: Any, crawler: Crawler) -> None:
        self.pure = list(takewhile(lambda pipeline: getattr(pipeline, "pure", False), pipelines))
        super().__init__(*pipelines[len(self.pure) :], crawler=crawler)
