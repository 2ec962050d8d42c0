"""Scrapy's statistics, cheaper: each is counted some twenty times a page."""

from __future__ import annotations

from scrapy.statscollectors import MemoryStatsCollector


class Stats(MemoryStatsCollector):
    """Does not look at each access for arguments that are deprecated."""

    __getattribute__ = object.__getattribute__
