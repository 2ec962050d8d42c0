"""Stop a download after its headers if it is not a page, such as a film."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Headers
from scrapy.http.request import NO_CALLBACK

from crawler.net.mime import may_be_html


class OnlyHtml:
    """Extension that listens to response headers."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        extension = cls()
        crawler.signals.connect(extension.headers_received, signals.headers_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Stop a download of another type where a page was requested; feeds are not affected."""
        if request.callback is NO_CALLBACK or request.errback is None or "Location" in headers:
            return
        if b"html" not in (request.headers.get("Accept") or b"html"):
            return
        if not may_be_html((headers.get("Content-Type") or b"").decode("latin-1")):
            raise StopDownload(fail=True)
