"""robots.txt according to RFC 9309; Scrapy treats an error page as permission."""

from __future__ import annotations

from time import monotonic

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
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
"""Seconds after which an unavailable robots.txt is requested again."""
_UNREAD = DownloadTimeoutError, ResponseDataLossError, DownloadCancelledError
"""With `IgnoreRequest` itself, which is raised where too much comes out of a compressed body."""


class Robots(RobotsTxtMiddleware):
    """Reads robots.txt or its absence from any response; also obeys ``Crawl-delay`` and ``Request-rate``."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pacing = crawler.get_extension(Pacing)
        self._age = crawler.settings.getfloat("COPYDESK_ROBOTS_AGE")
        self._until: dict[str, float] = {}
        """Time (of ``monotonic``) at which the rules of a host expire."""
        self._busy: set[RobotParser] = set()
        """Rules for hosts that asked for a pause."""

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of a request's host, also to concurrent requests; Scrapy would let those pass."""
        netloc = urlparse_cached(request).netloc
        if netloc in self._until and self._until[netloc] <= monotonic():
            self._busy.discard(self._parsers.pop(netloc))
            del self._until[netloc]
        self._recall(netloc, request)
        found = await super().robot_parser(request)
        held = self._parsers.get(netloc, found)
        return found if isinstance(held, Deferred) else held

    def _recall(self, netloc: str, request: Request) -> None:
        """Use the file that another run or machine has read."""
        store = self._pacing.store if self._pacing is not None else None
        found = store.host_file(_place(request)) if store and netloc not in self._parsers else None
        if found:
            self._parsers[netloc] = build_from_crawler(self._parserimpl, self.crawler, found[0])
            self._until[netloc] = monotonic() + min(found[1], self._age)
            self._set_pace(netloc, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Apply the rules for the request's user agent: a source may have its own. Raises ``LeftAlone``."""
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
        seconds = min(self._age, _OUTAGE) if body == NOTHING else self._age
        self._until[netloc] = monotonic() + seconds
        parser = self._parsers[netloc]
        if LEFT_ALONE in response.flags and isinstance(parser, RobotParser):
            self._busy.add(parser)
        elif self._pacing is not None and self._pacing.store is not None:
            self._pacing.store.keep_host_file(_place(request), body, seconds)
        self._set_pace(netloc, request)

    def _set_pace(self, netloc: str, request: Request) -> None:
        parser = self._parsers[netloc]
        if self._pacing is not None and isinstance(parser, RobotParser):
            self._pacing.crawl_delay(site_of(request), parser.crawl_delay(self._agent(request)) or 0.0)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, LeftAlone):  # requested again once the pause of its site is over
            self._until[netloc] = monotonic()
            self._busy.add(self._forbid(netloc))
            return
        self._until[netloc] = monotonic() + min(self._age, _OUTAGE)
        # A host that answers, but not in time or more than is read, forbids: a failure to read is no permission
        # (RFC 9309, 2.3.1.4). One that cannot be reached says so when asked for the page.
        if not isinstance(exc, _UNREAD) and type(exc) is not IgnoreRequest:
            super()._robots_error(exc, netloc)
        else:
            self._forbid(netloc)

    def _forbid(self, netloc: str) -> RobotParser:
        """Give all requests that wait for a host's rules a file that forbids everything."""
        waiting = self._parsers[netloc]
        self._parsers[netloc] = forbidding = build_from_crawler(self._parserimpl, self.crawler, NOTHING)
        if isinstance(waiting, Deferred):
            waiting.callback(forbidding)
        return forbidding


def _place(request: Request) -> str:
    """Return the URL of the robots.txt that a request is subject to."""
    parts = urlparse_cached(request)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def rules(status: int, body: bytes) -> bytes:
    """Return the rules in a response (RFC 9309, 2.3.1): its body; none for 4xx; all forbidden for 5xx.

    >>> rules(404, b"Not found"), rules(503, b"Sorry")
    (b'', b'User-agent: *\\nDisallow: /\\n')
    """
    if status >= 500 or status == 429:
        return NOTHING
    return body if 200 <= status < 300 else EVERYTHING
