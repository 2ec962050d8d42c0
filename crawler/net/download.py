"""Scrapy's HTTP handler with a limit on headers, which a server may send without end, and with the turns of hosts."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress, IHandshakeListener
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE, ResponseFailed
from twisted.web.client import _HTTP11ClientFactory
from twisted.web.http_headers import InvalidHeaderName
from twisted.web.iweb import IResponse
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.net.pacing import Pacing, site_of
from crawler.net.turns import TooLate, Turn, Turns

MOST_BYTES = 262_144
"""Most bytes of status lines and headers, including interim responses, as in browsers. One line may be as long;
Twisted's limit is 16 kilobytes, which content security policies exceed."""


class HeadersTooLarge(Exception):
    """A response has too many headers."""


class DownloadHandler(HTTP11DownloadHandler):
    """Cancels a download whose headers are larger than the limit, as for bodies."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._turns = Turns()
        self._pool._factory = partial(_Factory, self._turns)  # type: ignore[assignment]
        self._pacing = crawler.get_extension(Pacing)

    async def download_request(self, request: Request) -> Response:
        """Return the response when its host may be asked. Raises ``DownloadCancelledError`` for too large headers."""
        host, missed = urlparse_cached(request).hostname or "", None
        while turn := await self._turn(request, missed):
            try:
                with self._turns.hold(host, turn):
                    return await self._download(request)
            except TooLate:
                missed = None if turn.used else turn
                await asyncio.sleep(self._turns.wait(host, turn.pause))
        return await self._download(request)

    async def _turn(self, request: Request, missed: Turn | None) -> Turn | None:
        return await self._pacing.turn(site_of(request), missed) if self._pacing else None

    async def _download(self, request: Request) -> Response:
        try:
            return await super().download_request(request)
        except DownloadFailedError as error:
            cause = error.__cause__
            if isinstance(cause, ResponseFailed) and any(reason.check(HeadersTooLarge) for reason in cause.reasons):
                raise DownloadCancelledError(f"The headers of {request.url} are too large.") from error
            raise


class _Parser(_LenientHTTPClientParser):
    """Accepts long lines, and skips fields with invalid names instead of failing."""

    MAX_LENGTH = MOST_BYTES

    def lineLengthExceeded(self, line: bytes) -> None:
        raise HeadersTooLarge

    def headerReceived(self, name: bytes, value: bytes) -> None:
        with suppress(InvalidHeaderName):
            super().headerReceived(name, value)  # type: ignore[no-untyped-call]


@implementer(IHandshakeListener)
class _Protocol(_LenientHTTP11ClientProtocol):
    """Sends requests within their turns, and counts the bytes before the body of a response."""

    _bytes: int
    _host = ""
    turns: Turns

    def handshakeCompleted(self) -> None:
        """Note that a request that waited for the handshake of TLS has been sent."""
        self.turns.sent(self._host)

    def request(self, request: Any) -> Deferred[IResponse]:
        self._host = urlsplit(request.absoluteURI.decode("ascii")).hostname or ""
        try:
            self.turns.use(self._host)
        except TooLate:
            self._quiescentCallback(self)  # the connection is there for the next turn
            raise
        answer: Deferred[IResponse] = super().request(request)
        _flush(self.transport)
        self.turns.sent(self._host)
        self._bytes = 0
        if self._parser is not None:
            self._parser.__class__ = _Parser  # as Scrapy does
        return answer

    def dataReceived(self, data: bytes) -> None:
        if self._parser is not None and self._parser.state not in (BODY, DONE):
            self._bytes += len(data)
            if self._bytes > MOST_BYTES + len(data):  # the last may be the body
                self._giveUp(Failure(HeadersTooLarge()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


def _flush(transport: Any) -> None:
    """Send what Twisted would send in the next round of its loop, which may be after a page has been read."""
    if aggregator := getattr(transport, "_aggregator", None):  # of TLS
        aggregator.flush()
        transport = transport.transport
    if hasattr(transport, "doWrite"):
        transport.doWrite()


class _Factory(_HTTP11ClientFactory):
    noisy = False

    def __init__(self, turns: Turns, *more: Any) -> None:
        super().__init__(*more)  # type: ignore[no-untyped-call]
        self._turns = turns

    def buildProtocol(self, addr: IAddress | None) -> _Protocol:
        protocol = _Protocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
        protocol.turns = self._turns
        return protocol
