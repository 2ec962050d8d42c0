"""robots.txt as RFC 9309 has it; Scrapy reads an error page as permission."""

from __future__ import annotations

from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadTimeoutError, ResponseDataLossError
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler
from twisted.internet.defer import Deferred

from crawler.net.failure_reasons import LEFT_ALONE
from crawler.net.pacing import LeftAlone, Pacing, site_of

NOTHING = b"User-agent: *\nDisallow: /\n"
EVERYTHING = b""
_OUTAGE = 3_600.0
"""Seconds after which it is asked again of a host that could not give it."""


class Robots(RobotsTxtMiddleware):
    """Reads what a server answers for its rules, or for the lack of them; ``Crawl-delay`` and ``Request-rate``, too."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pacing = crawler.get_extension(Pacing)
        self._age = crawler.settings.getfloat("COPYDESK_ROBOTS_AGE")
        self._until: dict[str, float] = {}
        """Moment (of ``monotonic``) until which the rules of a host hold."""
        self._busy: set[RobotParser] = set()
        """Rules that stand for a host's wish to be left alone."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a request's host. Scrapy gives none, so permission, to all but the first who wait for them."""
        netloc = urlparse_cached(request).netloc
        if netloc in self._until and self._until[netloc] <= monotonic():
            self._busy.discard(self._parsers.pop(netloc))
            del self._until[netloc]
        found = await super().robot_parser(request)
        held = self._parsers.get(netloc, found)
        return found if isinstance(held, Deferred) else held

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Under the name that the request goes by: a source may have its own."""
        if rp in self._busy:
            raise LeftAlone
        usual = self._robotstxt_useragent
        self._robotstxt_useragent = self._agent(request)
        try:
            super().process_request_2(rp, request)
        finally:
            self._robotstxt_useragent = usual

    def _agent(self, request: Request) -> str:
        own = (request.headers.get(b"User-Agent") or b"").decode("latin-1")
        usual = self._robotstxt_useragent or self._default_useragent
        return own if own and own != self._default_useragent else usual

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        body = rules(response.status, response.body)
        await super()._parse_robots(response.replace(body=body), netloc, request)
        self._until[netloc] = monotonic() + (min(self._age, _OUTAGE) if body == NOTHING else self._age)
        parser = self._parsers[netloc]
        if LEFT_ALONE in response.flags and isinstance(parser, RobotParser):
            self._busy.add(parser)
        if self._pacing is not None and isinstance(parser, RobotParser):
            self._pacing.crawl_delay(site_of(request), parser.crawl_delay(self._agent(request)) or 0.0)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, LeftAlone):  # asked again when its site may be
            self._until[netloc] = monotonic()
            self._busy.add(self._forbid(netloc))
            return
        self._until[netloc] = monotonic() + min(self._age, _OUTAGE)
        # A host that answers, but not in time, forbids; one that cannot be reached says so when asked for the page.
        if not isinstance(exc, DownloadTimeoutError | ResponseDataLossError):
            super()._robots_error(exc, netloc)
        else:
            self._forbid(netloc)

    def _forbid(self, netloc: str) -> RobotParser:
        """Answer all who wait for a host's rules that nothing may be fetched."""
        waiting = self._parsers[netloc]
        self._parsers[netloc] = forbidding = build_from_crawler(self._parserimpl, self.crawler, NOTHING)
        if isinstance(waiting, Deferred):
            waiting.callback(forbidding)
        return forbidding


def rules(status: int, body: bytes) -> bytes:
    """The rules in an answer (RFC 9309, 2.3.1): its own, none where there is no file, none allowed in an outage.

    >>> rules(404, b"Not found"), rules(503, b"Sorry")
    (b'', b'User-agent: *\\nDisallow: /\\n')
    """
    if status >= 500 or status == 429:
        return NOTHING
    return body if 200 <= status < 300 else EVERYTHING
