"""Content codings as servers use them: bodies that are plain though labelled, labelled twice, packed twice, cut off."""

from __future__ import annotations

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.archive.content_codings import decode
from crawler.archive.stored_page import TooLarge
from crawler.net.mime import PAGES, media_type

CUT_OFF = "cut-off"
"""Flag of a response; whoever retries sees it."""
_PACKED = b"\x1f\x8b"


class HttpCompression(HttpCompressionMiddleware):
    """Downloader middleware in the place of Scrapy's, which fails on a body that is not in the coding it names."""

    def process_response(self, request: Request, response: Response) -> Response:  # type: ignore[override]
        """The response with its plain body, flagged as ``CUT_OFF`` where it ends before the end of its coding.

        Raises ``IgnoreRequest`` where it is larger than ``DOWNLOAD_MAXSIZE``.
        """
        codings = _codings(response)
        if request.method == "HEAD" or not (codings or response.body[:2] == _PACKED):
            return response
        most = request.meta.get("download_maxsize", self._max_size) or 1 << 62
        try:
            body, whole = decode(response.body, codings or "identity", most)
            if body[:2] == _PACKED and _is_page(response):  # packed twice, or without saying so
                body, whole = decode(body, "gzip", most)
        except TooLarge as error:
            raise IgnoreRequest(f"{response} is larger than DOWNLOAD_MAXSIZE.") from error
        return _replaced(response, body, [] if whole else [CUT_OFF])


def _codings(response: Response) -> str:
    return b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")


def _is_page(response: Response) -> bool:
    return media_type((response.headers.get("Content-Type") or b"").decode("latin-1")) in PAGES


def _replaced(response: Response, body: bytes, flags: list[str]) -> Response:
    """The response with another body, of the class that the body asks for, without the header of its coding."""
    headers = response.headers.copy()
    headers.pop("Content-Encoding", None)
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    encoding: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}
    return response.replace(cls=kind, headers=headers, body=body, flags=[*response.flags, *flags], **encoding)
