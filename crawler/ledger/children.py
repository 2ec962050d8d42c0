"""Requests of a callback are its children: they do not go on under its lease, even where it copies its ``meta``.

Those that the spider starts from are nobody's, and the ledger is told when there are no more of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.engine import signals
from crawler.ledger.requests import LEASE, PARENT


class Children:
    """Spider middleware that marks them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Of the crawl."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """All that the spider starts from."""
        async for output in start:
            yield output
        self.crawler.signals.send_catch_log(signals.started)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """All that a callback gives."""
        for output in result:
            yield _marked(output, response)

    async def process_spider_output_async(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """All that an asynchronous callback gives."""
        async for output in result:
            yield _marked(output, response)


def _marked(output: Any, response: Response) -> Any:
    lease = response.meta.get(LEASE) if response.request else None
    if isinstance(output, Request) and lease:
        output.meta.pop(LEASE, None)
        output.meta[PARENT] = lease
    return output
