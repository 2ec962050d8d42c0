"""Separate the requests of a callback from its lease, even if it copies its ``meta``.

The ledger also learns when the start requests of the spider are complete.
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
    """Spider middleware that marks requests with the lease of the callback that yielded them."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a crawl."""
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield the start requests, and note their end."""
        async for output in start:
            yield output
        self.crawler.signals.send_catch_log(signals.started)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """Yield the results of a callback, with its requests marked."""
        for output in result:
            yield _marked(output, response)

    async def process_spider_output_async(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Yield the results of an asynchronous callback, with its requests marked."""
        async for output in result:
            yield _marked(output, response)


def _marked(output: Any, response: Response) -> Any:
    lease = response.meta.get(LEASE) if response.request else None
    if isinstance(output, Request) and lease:
        output.meta.pop(LEASE, None)
        output.meta[PARENT] = lease
    return output
