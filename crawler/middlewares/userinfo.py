"""Names and passwords in addresses, ``https://ann:secret@daily.example/``: taken off before anything keeps them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.normalize.request_urls import without_userinfo


class Userinfo:
    """Spider middleware: no request that a spider makes has any."""

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """All that a spider begins with."""
        async for output in start:
            yield stripped(output)

    def process_spider_output(self, response: Response, result: Iterable[Any]) -> Iterator[Any]:
        """All that a callback gives."""
        yield from map(stripped, result)

    async def process_spider_output_async(self, response: Response, result: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """All that an asynchronous callback gives."""
        async for output in result:
            yield stripped(output)


def stripped(output: Any) -> Any:
    """A request as it may be made; anything else as it is."""
    if not isinstance(output, Request) or (url := without_userinfo(output.url)) == output.url:
        return output
    return output.replace(url=url)
