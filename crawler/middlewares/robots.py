"""robots.txt as RFC 9309 has it; Scrapy reads an error page as permission."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

MOST_BYTES = 512_000
"""RFC 9309, 2.5: at least 500 kibibytes are read."""
NOTHING = b"User-agent: *\nDisallow: /\n"
EVERYTHING = b""


class Robots(RobotsTxtMiddleware):
    """Reads what a server answers for its rules, or for the lack of them."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a request's host. Scrapy gives none, so permission, to all but the first who wait for them."""
        found = await super().robot_parser(request)
        held = self._parsers[urlparse_cached(request).netloc]
        return found if isinstance(held, Deferred) else held

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = rules(response.status, response.body)
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # A host that answers, but not in time, forbids; one that cannot be reached says so when asked for the page.
        if not isinstance(exc, DownloadTimeoutError | ResponseDataLossError):
            super()._robots_error(exc, netloc)
            return
        waiting = self._parsers[netloc]
        self._parsers[netloc] = forbidding = build_from_crawler(self._parserimpl, self.crawler, NOTHING)
        if isinstance(waiting, Deferred):
            waiting.callback(forbidding)


def rules(status: int, body: bytes) -> bytes:
    """The rules in an answer (RFC 9309, 2.3.1): its own, none where there is no file, none allowed in an outage.

    >>> rules(404, b"Not found"), rules(503, b"Sorry")
    (b'', b'User-agent: *\\nDisallow: /\\n')
    """
    if status >= 500 or status == 429:
        return NOTHING
    return body[:MOST_BYTES] if 200 <= status < 300 else EVERYTHING
