"""The sentence for each way in which a request fails."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.net.failure_reasons import LEFT_ALONE, PrivateAddress, is_gone, reason, span
from crawler.net.pacing import LeftAlone
from crawler.net.user_agent import user_agent
from crawler.version import version

URL = "https://daily.example/1"


def stopped(declared: str | None) -> StopDownload:
    error = StopDownload()
    error.response = Response(URL, headers={"Content-Type": declared} if declared else {})  # type: ignore[attr-defined]
    return error


def answered(status: int, left_alone: bool = False, **headers: str) -> HttpError:
    flags = [LEFT_ALONE] if left_alone else []
    return HttpError(Response(URL, status, headers={k.replace("_", "-"): v for k, v in headers.items()}, flags=flags))


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (CannotResolveHostError(), "unknown-host", f"{URL} names a host that nobody knows: daily.example."),
        (DownloadConnectionRefusedError(), "connection", f"{URL} could not be reached: daily.example refuses connections."),
        (DownloadTimeoutError(), "timeout", f"{URL} took too long to answer."),
        (DownloadCancelledError(), "too-large", f"{URL} is larger than the limit."),
        (ResponseDataLossError(), "cut-off", f"{URL} was cut off before its end."),
        (stopped("application/pdf"), "not-html", f"{URL} is not HTML but application/pdf."),
        (stopped(None), "not-html", f"{URL} is not HTML but something else."),
        (StopDownload(), "not-html", f"{URL} is not HTML but something else."),
        (PrivateAddress("is a name of local networks"), "private-address",
         f"{URL} may not be fetched: daily.example is a name of local networks; --allow-host daily.example would allow it."),
        (PrivateAddress("says robots.txt"), "private-address",
         f"{URL} may not be fetched: daily.example says robots.txt; --allow-host daily.example would allow it."),
        (UnsupportedURLSchemeError(), "not-a-url", f"{URL} is not an address of the web."),
        (IgnoreRequest("Forbidden by robots.txt"), "robots",
         f"{URL} may not be fetched: the site's robots.txt forbids it, or cannot be had."),
        (IgnoreRequest("max redirections reached"), "redirects", f"{URL} redirects too many times."),
        (IgnoreRequest("redirects to no address"), "redirects", f"{URL} redirects to what is no address of the web."),
        (LeftAlone(), "busy", f"{URL} was not asked: its site asks to be left alone for a while."),
        (IgnoreRequest("over DOWNLOAD_MAXSIZE"), "too-large", f"{URL} is larger than the limit."),
        (IgnoreRequest("of  some\nkind."), "connection", f"{URL} could not be fetched: of some kind."),
        (ValueError(), "connection", f"{URL} could not be fetched: ValueError."),
        (ValueError("x" * 300), "connection", f"{URL} could not be fetched: {'x' * 200}."),
        (answered(404), "http", f"{URL} answered 404 Not Found."),
        (answered(599), "http", f"{URL} answered 599."),
        (answered(503, Retry_After="7200"), "http", f"{URL} answered 503 Service Unavailable."),
        (answered(503, True, Retry_After="7200"), "busy",
         f"{URL} answered 503 Service Unavailable: its site asks to be left alone for 2 hours."),
        (answered(429, True), "busy", f"{URL} answered 429 Too Many Requests: its site asks to be left alone for 0 seconds."),
    ],
)  # fmt: skip
def test_reason(error: BaseException, kind: str, sentence: str) -> None:
    assert reason(error, URL) == (kind, sentence)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 seconds"),
        (119.4, "119 seconds"),
        (120, "2 minutes"),
        (179, "2 minutes"),
        (7199, "119 minutes"),
        (7200, "2 hours"),
        (172_799, "47 hours"),
        (172_800, "2 days"),
    ],
)
def test_span(seconds: float, words: str) -> None:
    assert span(seconds) == words


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("", f"Copydesk/{version()} (news crawler)"),
        ("https://daily.example/", f"Copydesk/{version()} (news crawler; +https://daily.example/)"),
    ],
)
def test_user_agent(contact: str, expected: str) -> None:
    assert user_agent(contact) == expected


def test_an_address_without_a_host() -> None:
    assert reason(CannotResolveHostError(), "/a") == ("unknown-host", "/a names a host that nobody knows: .")


@pytest.mark.parametrize(
    ("error", "expected"), [(answered(404), True), (answered(410), True), (answered(403), False), (OSError(), False)]
)
def test_is_gone(error: object, expected: bool) -> None:
    assert is_gone(error) is expected
