"""A site that answers 429 or 503 is left alone for a while: all of it, not only the page that it was asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from crawler.middlewares.retry import seconds_to_wait
from crawler.pacing import Pacing, site_of


class LeftAlone(IgnoreRequest):
    """The site has asked to be left alone for longer than is waited for."""


class Backoff:
    """Downloader middleware, nearer to the network than the one that tries again."""

    def __init__(self, pacing: Pacing) -> None:
        self.pacing = pacing

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Over the crawl's pacing, where ``COPYDESK_BACKOFF`` is set."""
        if not crawler.settings.getbool("COPYDESK_BACKOFF"):
            raise NotConfigured
        pacing = crawler.get_extension(Pacing)
        assert pacing
        return cls(pacing)

    def process_request(self, request: Request) -> None:
        """Ask nothing of a site that asked to be left alone."""
        if self.pacing.is_shut(site_of(request)):
            raise LeftAlone("The site asks to be left alone.")

    def process_response(self, request: Request, response: Response) -> Response:
        """Tell how the site has answered."""
        asked = seconds_to_wait(response.headers.get(b"Retry-After") or b"", datetime.now(UTC))
        self.pacing.answered(site_of(request), response.status, asked)
        return response
