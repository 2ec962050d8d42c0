"""Retries that wait: as long as ``Retry-After`` asks, else a little longer each time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response
from scrapy.settings import BaseSettings


class PatientRetry(RetryMiddleware):
    """Scrapy's retries with a pause before each; gives up where a server asks for a longer one than the limit."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.delay = settings.getfloat("COPYDESK_RETRY_DELAY")
        self.most = settings.getfloat("COPYDESK_RETRY_AFTER_MAX")

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The response, or after a pause the request again."""
        asked = seconds_to_wait(response.headers.get(b"Retry-After") or b"", datetime.now(UTC))
        if response.status in self.retry_http_codes and (asked or 0) > self.most:
            return response
        result = super().process_response(request, response)
        if isinstance(result, Request):
            await asyncio.sleep(self._pause(request) if asked is None else asked)
        return result

    async def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """After a pause the request again; ``None`` where that is of no use."""
        result = super().process_exception(request, exception)
        if isinstance(result, Request):
            await asyncio.sleep(self._pause(request))
        return result

    def _pause(self, request: Request) -> float:
        times: int = request.meta.get("retry_times", 0)
        return min(self.delay * 2.0**times, self.most)


def seconds_to_wait(value: bytes, now: datetime) -> float | None:
    """What ``Retry-After`` asks for (RFC 9110, 10.2.3): seconds or a date; ``None`` if nothing that can be read.

    >>> seconds_to_wait(b"120", datetime.now(UTC)), seconds_to_wait(b"soon", datetime.now(UTC))
    (120.0, None)
    """
    text = value.decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    date = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (date - now).total_seconds())
