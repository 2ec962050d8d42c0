"""Record every request and response in WARC files, so that pages can be read again without new requests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

from scrapy import Request
from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from crawler.archive.warc_writer import Recording
from crawler.engine.shutdown import give_up
from crawler.exporters.rotation import Rotation
from crawler.net.failure_reasons import reason
from crawler.normalize.request_urls import without_userinfo
from crawler.version import version

_KNOWN_BEFORE = ("requested_url", "hints")
"""Callback arguments that contain what was known of a page beforehand."""


class WarcRecorder:
    """Downloader middleware closest to the network (``COPYDESK_WARC``), where bodies still have their coding."""

    def __init__(self, recording: Recording, give_up: Callable[[OSError], None]) -> None:
        self._recording, self._give_up = recording, give_up
        self._stopped = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Write to the folder ``COPYDESK_WARC``; a new file begins after ``COPYDESK_WARC_SIZE``."""
        settings = crawler.settings
        if not settings["COPYDESK_WARC"]:
            raise NotConfigured
        from crawler.archive.warc_records import to_warcinfo

        fields, folder = _warcinfo_fields(crawler), Path(settings["COPYDESK_WARC"])
        size = Rotation.read(settings["COPYDESK_WARC_SIZE"]).size
        recorder = cls(Recording(folder, size, lambda name: to_warcinfo(name, fields)), _ending(crawler))
        crawler.signals.connect(recorder.closed, scrapy_signals.spider_closed)
        return recorder

    def process_response(self, request: Request, response: Response) -> Response:
        """Record a response, unless it comes from a cache."""
        if "cached" not in response.flags:
            self._record(request, response)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Record the part received before a download was stopped, or that there was none."""
        response = getattr(exception, "response", None)
        if isinstance(response, Response):
            self._record(request, response, truncated=True)
        elif not isinstance(exception, IgnoreRequest):
            self._record(request, None, failure=reason(exception, request.url)[1])

    def closed(self) -> None:
        """Close the file."""
        self._attempt(self._recording.close)

    def _record(self, request: Request, response: Response | None, truncated: bool = False, failure: str = "") -> None:
        if self._stopped or not request.url.startswith(("http://", "https://")):
            return
        from crawler.archive.warc_records import Exchange, to_records

        exchange = Exchange(
            url=without_userinfo(request.url.partition("#")[0]),
            at=datetime.now(UTC),
            method=request.method,
            request_fields=_fields(request),
            request_body=request.body,
            truncated=truncated,
            failure=failure,
            asked=_purpose(request),
            **(_answer(response) if response is not None else {}),
        )
        self._attempt(lambda: self._recording.write(to_records(exchange)))

    def _attempt(self, action: Callable[[], None]) -> None:
        try:
            action()
        except OSError as error:
            self._stopped = True
            self._give_up(error)


def _ending(crawler: Crawler) -> Callable[[OSError], None]:
    """Return how to end the run; with a ledger, pages in progress stay pending."""
    if crawler.settings["COPYDESK_LEDGER"]:
        from crawler.ledger.run import LedgerRun

        run = crawler.get_extension(LedgerRun)
        assert run
        return run.give_up
    return lambda error: give_up(crawler, error, crawler.settings["COPYDESK_WARC"])


def _warcinfo_fields(crawler: Crawler) -> dict[str, str]:
    """Return the fields of a file's ``warcinfo`` record."""
    settings = crawler.settings
    return {
        "software": f"Copydesk/{version()}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
        "http-header-user-agent": settings["USER_AGENT"],
    }


def _answer(response: Response) -> dict[str, Any]:
    known = response.status in HTTPStatus._value2member_map_
    return {
        "status": response.status,
        "reason": HTTPStatus(response.status).phrase if known else "",
        "response_fields": _fields(response),
        "body": response.body,
        "address": str(response.ip_address or ""),
    }


def _fields(message: Request | Response) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name in message.headers for value in message.headers.getlist(name)]


def _purpose(request: Request) -> dict[str, Any]:
    """Return what the request was made for: the name of its callback and its arguments."""
    name = getattr(request.callback, "__name__", "") or "nothing"
    return {"as": name, **{key: value for key in _KNOWN_BEFORE if (value := request.cb_kwargs.get(key))}}
