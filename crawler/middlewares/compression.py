"""Content codings as servers send them: unlabelled, labelled or compressed twice, truncated."""

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
"""Response flag of a truncated body, for the retry middleware."""
_PACKED = b"\x1f\x8b"


class HttpCompression(HttpCompressionMiddleware):
    """Downloader middleware instead of Scrapy's, which fails if a body does not have the coding in its header."""

    def process_response(self, request: Request, response: Response) -> Response:  # type: ignore[override]
        """Return the response with its decoded body, flagged ``CUT_OFF`` if the coding is truncated.

        Raises ``IgnoreRequest`` if the body is larger than ``DOWNLOAD_MAXSIZE``.
        """
        codings = _codings(response)
        if request.method == "HEAD" or not (codings or response.body[:2] == _PACKED):
            return response
        most = request.meta.get("download_maxsize", self._max_size) or 1 << 62
        try:
            body, whole = decode(response.body, codings or "identity", most)
            if body[:2] == _PACKED and _is_page(response):  # compressed twice, or without a label
                body, whole = decode(body, "gzip", most)
        except TooLarge as error:
            raise IgnoreRequest(f"{response} is larger than DOWNLOAD_MAXSIZE.") from error
        return _replaced(response, body, [] if whole else [CUT_OFF])


def _codings(response: Response) -> str:
    return b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")


def _is_page(response: Response) -> bool:
    return media_type((response.headers.get("Content-Type") or b"").decode("latin-1")) in PAGES


def _replaced(response: Response, body: bytes, flags: list[str]) -> Response:
    """Return the response with another body, of the class for that body, without the header of its coding."""
    headers = response.headers.copy()
    headers.pop("Content-Encoding", None)
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    encoding: dict[str, Any] = {"encoding": None} if issubclass(kind, TextResponse) else {}
    return response.replace(cls=kind, headers=headers, body=body, flags=[*response.flags, *flags], **encoding)
