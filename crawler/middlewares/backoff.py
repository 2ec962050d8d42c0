"""Back off from a site that answers 429 or 503: from all of it, not only from the page requested."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.net.pacing import LeftAlone, Pacing, site_of
from crawler.net.retry_after import seconds_to_wait


class Backoff:
    """Downloader middleware, closer to the network than the retry middleware.

    With ``COPYDESK_BACKOFF`` each such response slows the site down. In any run, a ``Retry-After`` longer than the
    limit ends the requests to the site.
    """

    def __init__(self, pacing: Pacing, slows: bool) -> None:
        self.pacing, self.slows = pacing, slows

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Use the pacing of the crawl."""
        pacing = crawler.get_extension(Pacing)
        assert pacing, "EXTENSIONS lacks crawler.net.pacing.Pacing"
        return cls(pacing, crawler.settings.getbool("COPYDESK_BACKOFF"))

    def process_request(self, request: Request) -> None:
        """Refuse requests to a site that asked for a pause. Raises ``LeftAlone``."""
        if self.pacing.is_shut(site_of(request)):
            raise LeftAlone

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass the response to the pacing."""
        asked = seconds_to_wait(response.headers.get(b"Retry-After") or b"", datetime.now(UTC))
        if self.slows or (asked or 0) > self.pacing.longest_wait:
            self.pacing.answered(site_of(request), response.status, asked)
        return response
