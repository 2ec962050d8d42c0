"""Pages by URL: ``scrapy crawl url -a urls="https://… https://…"`` or ``-a input=FILE``."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from itemadapter import ItemAdapter
from scrapy import Request, signals

from crawler.errors import Failure
from crawler.normalize.request_urls import to_url, without_userinfo
from crawler.workers.job import Answer
from spiders.base import ArticleSpider

_PARTING = re.compile(r"\s+|,(?=https?://)")


class UrlSpider(ArticleSpider):
    """Fetches URLs, each once, and extracts an article from each page."""

    name = "url"

    def __init__(self, urls: str | Iterable[str] = (), input: str = "", **kwargs: Any) -> None:
        """``urls``: URLs separated by spaces or commas, or an iterable; ``input``: a file with one URL per line."""
        super().__init__(**kwargs)
        self.urls: Iterable[str] = list(filter(None, _PARTING.split(urls))) if isinstance(urls, str) else urls
        self.input = input

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for each URL, no faster than they are processed."""
        for text in chain(self.urls, _lines(self.input) if self.input else ()):
            assert self.crawler.engine
            if self.crawler.engine.needs_backout():
                await self.crawler.signals.wait_for(signals.scheduler_empty)
            if request := self._request(text):
                yield request

    def items(self, answer: Answer) -> Iterator[Any]:
        """The item of an answer; an error page, and a wall before a page, is none, and is told."""
        from crawler.ledger.replaced import stand_in

        has_ledger = bool(self.settings["COPYDESK_LEDGER"])  # which notes what stands in for what it has delivered
        for item in super().items(answer):
            adapter = ItemAdapter(item)
            found = None if has_ledger else stand_in(adapter["warnings"])
            if found is None:
                yield item
            else:
                message = f"{adapter['url']} gives {found.words}, not the article."
                self.report_failure(Failure(adapter["requested_url"], "no-article", message))

    def _request(self, text: str) -> Request | None:
        url = to_url(text)
        if url:
            try:
                return Request(url, self.parse_article, errback=self.fail, cb_kwargs={"requested_url": url})
            except ValueError:
                pass
        shown = without_userinfo(text)[:200]
        self.report_failure(
            Failure(text, "not-a-url", f"“{shown}” is not the address of a page: it takes http:// or https://.")
        )
        return None


def _lines(path: str) -> Iterator[str]:
    with Path(path).open(encoding="utf-8", errors="replace") as file:
        yield from filter(None, map(str.strip, file))
