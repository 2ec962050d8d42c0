"""Remove userinfo from URLs (``https://ann:secret@daily.example/``) before anything stores them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.normalize.request_urls import without_userinfo


class Userinfo:
    """Spider middleware that removes userinfo from all requests of a spider."""

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Process the start requests."""
        async for output in start:
            yield stripped(output)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """Process the output of a callback."""
        yield from map(stripped, result)

    async def process_spider_output_async(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """Process the output of an asynchronous callback."""
        async for output in result:
            yield stripped(output)


def stripped(output: Any) -> Any:
    """Return a request without userinfo; any other object unchanged."""
    if not isinstance(output, Request) or (url := without_userinfo(output.url)) == output.url:
        return output
    return output.replace(url=url)
