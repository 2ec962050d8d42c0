"""Report redirect loops, which Scrapy's duplicate filter drops silently."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler

from crawler.engine import signals
from crawler.errors import Failure


class RedirectLoops:
    """Extension that reports URLs dropped because they redirect to themselves."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        extension = cls(crawler)
        crawler.signals.connect(extension.dropped, scrapy_signals.request_dropped)
        return extension

    def dropped(self, request: Request) -> None:
        """Report a redirect loop, or a repeated URL."""
        before = request.meta.get("redirect_urls", [])
        if request.url in before:
            failure = Failure(before[0], "redirects", f"{before[0]} redirects to itself.")
            self.crawler.signals.send_catch_log(signals.failed, failure=failure)
        else:
            self.crawler.signals.send_catch_log(signals.repeated, url=request.url)
