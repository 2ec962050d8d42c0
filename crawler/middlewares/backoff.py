"""A site that answers 429 or 503 is left alone for a while: all of it, not only the page that it was asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.net.pacing import LeftAlone, Pacing, site_of
from crawler.net.retry_after import seconds_to_wait


class Backoff:
    """Downloader middleware, nearer to the network than the one that tries again.

    With ``COPYDESK_BACKOFF`` each such answer slows the site; a ``Retry-After`` that is longer than is waited for ends
    its requests in any run.
    """

    def __init__(self, pacing: Pacing, slows: bool) -> None:
        self.pacing, self.slows = pacing, slows

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Over the crawl's pacing."""
        pacing = crawler.get_extension(Pacing)
        assert pacing, "EXTENSIONS lacks crawler.net.pacing.Pacing"
        return cls(pacing, crawler.settings.getbool("COPYDESK_BACKOFF"))

    def process_request(self, request: Request) -> None:
        """Ask nothing of a site that asked to be left alone."""
        if self.pacing.is_shut(site_of(request)):
            raise LeftAlone

    def process_response(self, request: Request, response: Response) -> Response:
        """Tell how the site has answered."""
        asked = seconds_to_wait(response.headers.get(b"Retry-After") or b"", datetime.now(UTC))
        if self.slows or (asked or 0) > self.pacing.longest_wait:
            self.pacing.answered(site_of(request), response.status, asked)
        return response
