"""The kind and the message of a failed request."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

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
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.errors import Kind
from crawler.net.retry_after import seconds_to_wait

LEFT_ALONE = "left-alone"
"""Flag of a response whose site asks for a longer pause than is waited for."""

GONE = frozenset((HTTPStatus.NOT_FOUND, HTTPStatus.GONE))
"""Statuses by which a site says that there is nothing at an address."""


class PrivateAddress(IgnoreRequest):
    """A host may not be requested; the message is the end of a sentence about it."""


_BY_TYPE: dict[type[BaseException], tuple[Kind, str]] = {
    CannotResolveHostError: ("unknown-host", "{url} names a host that nobody knows: {host}."),
    DownloadConnectionRefusedError: ("connection", "{url} could not be reached: {host} refuses connections."),
    DownloadTimeoutError: ("timeout", "{url} took too long to answer."),
    DownloadCancelledError: ("too-large", "{url} is larger than the limit."),
    ResponseDataLossError: ("cut-off", "{url} was cut off before its end."),
    StopDownload: ("not-html", "{url} is not HTML but {detail}."),
    PrivateAddress: (
        "private-address",
        "{url} may not be fetched: {host} {words}; --allow-host {host} would allow it.",
    ),
    UnsupportedURLSchemeError: ("not-a-url", "{url} is not an address of the web."),
}
# Scrapy's errors that differ only in their text.
_IGNORED: tuple[tuple[str, Kind, str], ...] = (
    ("robots.txt", "robots", "{url} may not be fetched: the site's robots.txt forbids it, or cannot be had."),
    ("max redirections", "redirects", "{url} redirects too many times."),
    ("redirects to no address", "redirects", "{url} redirects to what is no address of the web."),
    ("left alone", "busy", "{url} was not asked: its site asks to be left alone for a while."),
    ("DOWNLOAD_MAXSIZE", "too-large", "{url} is larger than the limit."),
)


def reason(error: BaseException, url: str) -> tuple[Kind, str]:
    """Return the kind of a download error, and one sentence about the URL."""
    host = urlsplit(url).hostname or ""
    if isinstance(error, HttpError):
        return _of_status(error, url)
    if isinstance(error, IgnoreRequest) and not isinstance(error, PrivateAddress):
        for part, kind, sentence in _IGNORED:
            if part in str(error):
                return kind, sentence.format(url=url)
    for error_type, (kind, sentence) in _BY_TYPE.items():
        if isinstance(error, error_type):
            return kind, sentence.format(url=url, host=host, detail=_detail(error), words=error)
    return "connection", f"{url} could not be fetched: {_words(error)}."


def is_gone(error: object) -> bool:
    """Whether a site answered that there is nothing at the address."""
    return isinstance(error, HttpError) and error.response.status in GONE


def _of_status(error: HttpError, url: str) -> tuple[Kind, str]:
    """Return the kind and sentence of an error status; with a long ``Retry-After`` the site is busy."""
    answered = f"{url} answered {_status(error.response.status)}"
    if LEFT_ALONE not in error.response.flags:
        return "http", f"{answered}."
    asked = seconds_to_wait(error.response.headers.get(b"Retry-After") or b"", datetime.now(UTC)) or 0
    return "busy", f"{answered}: its site asks to be left alone for {span(asked)}."


def span(seconds: float) -> str:
    """Return a duration in words.

    >>> span(90), span(7200), span(400_000)
    ('90 seconds', '2 hours', '4 days')
    """
    for name, size in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * size:
            return f"{seconds // size:.0f} {name}"
    return f"{seconds:.0f} seconds"


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _detail(error: BaseException) -> str:
    response = getattr(error, "response", None)
    declared = response.headers.get("Content-Type", b"") if response is not None else b""
    return str(declared.decode("latin-1")) or "something else"


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text[:200].rstrip(".")
