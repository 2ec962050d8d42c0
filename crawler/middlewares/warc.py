"""Keeps every request and its answer in WARC files, so that pages can be read again without asking the publisher."""

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

_TELLS = ("requested_url", "hints")
"""Arguments of the callback that say what was known of a page beforehand."""


class WarcRecorder:
    """Downloader middleware nearest to the network (``COPYDESK_WARC``): it sees bodies in their content coding."""

    def __init__(self, recording: Recording, give_up: Callable[[OSError], None]) -> None:
        self._recording, self._give_up = recording, give_up
        self._stopped = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Into the folder ``COPYDESK_WARC``; files are full after ``COPYDESK_WARC_SIZE``."""
        settings = crawler.settings
        if not settings["COPYDESK_WARC"]:
            raise NotConfigured
        from crawler.archive.warc_records import to_warcinfo

        told, folder = _told(crawler), Path(settings["COPYDESK_WARC"])
        size = Rotation.read(settings["COPYDESK_WARC_SIZE"]).size
        recorder = cls(Recording(folder, size, lambda name: to_warcinfo(name, told)), _ending(crawler))
        crawler.signals.connect(recorder.closed, scrapy_signals.spider_closed)
        return recorder

    def process_response(self, request: Request, response: Response) -> Response:
        """Record what came, unless it came from a cache."""
        if "cached" not in response.flags:
            self._record(request, response)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Record what came before it was stopped, or that nothing came."""
        response = getattr(exception, "response", None)
        if isinstance(response, Response):
            self._record(request, response, truncated=True)
        elif not isinstance(exception, IgnoreRequest):
            self._record(request, None, failure=reason(exception, request.url)[1])

    def closed(self) -> None:
        """End the file."""
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
            asked=_asked(request),
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
    """How to end the run: over a ledger what is under way stays owed."""
    if crawler.settings["COPYDESK_LEDGER"]:
        from crawler.ledger.run import LedgerRun

        run = crawler.get_extension(LedgerRun)
        assert run
        return run.give_up
    return lambda error: give_up(crawler, error, crawler.settings["COPYDESK_WARC"])


def _told(crawler: Crawler) -> dict[str, str]:
    """What the first record of a file tells of the run."""
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


def _asked(request: Request) -> dict[str, Any]:
    """What it was asked for: the name of its callback, and what that was told."""
    name = getattr(request.callback, "__name__", "") or "nothing"
    return {"as": name, **{key: value for key in _TELLS if (value := request.cb_kwargs.get(key))}}
