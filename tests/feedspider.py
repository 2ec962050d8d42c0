"""A spider that asks lists of links, as they stand in a file, again and again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import ArticleSpider


class FeedSpider(ArticleSpider):
    """Each line of the file: an address, a tab, a schedule or nothing."""

    name = "lists"

    def __init__(self, lists: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lists = Path(lists)

    async def start(self) -> AsyncIterator[Request]:
        """A request for each list."""
        for line in filter(None, self.lists.read_text().splitlines()):
            url, schedule = line.split("\t")
            meta = {"schedule": schedule} if schedule else {"interval": 300}
            yield Request(url, self.parse_list, errback=self.fail, dont_filter=True, meta=meta)

    def parse_list(self, response: Response) -> Iterator[Request]:
        """A request for each article; it copies the meta, as people do."""
        for link in response.css("a::attr(href)").getall():
            url = response.urljoin(link)
            yield Request(
                url, self.parse_article, errback=self.fail, cb_kwargs={"requested_url": url}, meta=response.meta
            )
