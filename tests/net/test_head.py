"""What comes before a body, byte by byte, without a network."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError
from scrapy.http import Response
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure
from twisted.web._newclient import Request as Asked
from twisted.web._newclient import ResponseFailed
from twisted.web.client import URI
from twisted.web.http_headers import Headers

from crawler.net.download import MOST_BYTES, DownloadHandler, HeadersTooLarge, _Factory
from crawler.net.turns import Turns

OK = b"HTTP/1.1 200 OK\r\n"
LINE = b"X-A: " + b"b" * 1_000 + b"\r\n"


def ask(*pieces: bytes) -> Any:
    """The response, the failure, or ``None`` while neither is there, after these pieces have come."""
    protocol = _Factory(Turns(), None, {}).buildProtocol(None)
    protocol.makeConnection(StringTransport())  # type: ignore[no-untyped-call]
    found: list[Any] = []
    headers, address = Headers({b"host": [b"daily.example"]}), URI.fromBytes(b"https://daily.example/")
    asked = Asked._construct(b"GET", b"/", headers, None, parsedURI=address)  # type: ignore[no-untyped-call]
    protocol.request(asked).addBoth(found.append)
    for piece in pieces:
        protocol.dataReceived(piece)
    return found[0] if found else None


def is_too_large(found: Any) -> bool:
    return isinstance(found, Failure) and any(reason.check(HeadersTooLarge) for reason in found.value.reasons)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([OK, b"X-A: b\r\n", b"\r\n"], [b"b"]),
        ([OK, b"X-A: b\r\nX\0Y: c\r\n\r\n"], [b"b"]),
        ([OK, b"X-A: " + b"b" * 100_000 + b"\r\n\r\n"], [b"b" * 100_000]),
        ([b"HTTP/1.1 103 Early\r\nX-A: a\r\n\r\n", OK + b"X-A: b\r\n\r\n"], [b"b"]),
        ([OK + b"X-A: b\r\n\r\n", b"c" * MOST_BYTES, b"c" * MOST_BYTES], [b"b"]),
    ],
)
def test_heads_that_are_taken(pieces: list[bytes], expected: list[bytes]) -> None:
    assert ask(*pieces).headers.getRawHeaders(b"x-a") == expected


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([OK, b"X-A: " + b"b" * (262_144 - 22), b"b"], False),
        ([OK, b"X-A: " + b"b" * (262_144 - 22), b"b", b"b"], True),
        ([OK, *[LINE] * 200], False),
        ([OK, *[LINE] * 300], True),
        ([OK, b"X-A: ", *[b"b" * 1_000] * 300], True),
        ([*[b"HTTP/1.1 103 Early\r\nX-A: a\r\n\r\n" * 100] * 100], True),
    ],
)
def test_heads_that_are_too_large(pieces: list[bytes], expected: bool) -> None:
    assert is_too_large(ask(*pieces)) is expected


def failed(*reasons: Exception) -> Exception:
    error = DownloadFailedError("failed")
    error.__cause__ = ResponseFailed([Failure(reason) for reason in reasons])  # type: ignore[no-untyped-call]
    return error


def without_reasons() -> Exception:
    error = DownloadFailedError("failed")
    error.__cause__ = OSError()
    return error


@pytest.mark.parametrize(
    ("given", "raised"),
    [
        (Response("https://daily.example/"), None),
        (failed(OSError(), HeadersTooLarge()), DownloadCancelledError),
        (failed(OSError()), DownloadFailedError),
        (without_reasons(), DownloadFailedError),
        (DownloadFailedError("failed"), DownloadFailedError),
    ],
)
def test_what_a_download_ends_with(monkeypatch: pytest.MonkeyPatch, given: Any, raised: type[Exception] | None) -> None:
    async def download(self: object, request: Request) -> Response:
        if isinstance(given, Exception):
            raise given
        return given  # type: ignore[no-any-return]

    monkeypatch.setattr(HTTP11DownloadHandler, "download_request", download)
    handler = DownloadHandler.__new__(DownloadHandler)
    handler._pacing = None
    asked = handler.download_request(Request("https://daily.example/"))
    if raised is None:
        assert asyncio.run(asked) is given
    else:
        with pytest.raises(raised) as caught:
            asyncio.run(asked)
        assert type(caught.value) is raised
