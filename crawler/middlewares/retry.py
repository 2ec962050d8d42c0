"""Retries after a pause: that of ``Retry-After``, else one that grows with each retry."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.middlewares.compression import CUT_OFF
from crawler.net.failure_reasons import LEFT_ALONE
from crawler.net.retry_after import BUSY, seconds_to_wait


class Retry(RetryMiddleware):
    """Scrapy's retries with a pause before each; gives up if a server asks for a longer one than the limit."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.delay = settings.getfloat("COPYDESK_RETRY_DELAY")
        self.most = settings.getfloat("COPYDESK_RETRY_AFTER_MAX")

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the response, or the request after a pause. Raises ``ResponseDataLossError`` for a truncated body."""
        if CUT_OFF in response.flags:
            error = ResponseDataLossError(f"The body of {response.url} ends before the end of its coding.")
            if again := await self.process_exception(request, error):
                return again
            raise error
        asked = seconds_to_wait(response.headers.get(b"Retry-After") or b"", datetime.now(UTC))
        if (asked or 0) > self.most and response.status in BUSY:
            return response.replace(flags=[*response.flags, LEFT_ALONE])
        if response.status in self.retry_http_codes and (asked or 0) > self.most:
            return response
        result = super().process_response(request, response)
        if isinstance(result, Request):
            await asyncio.sleep(self._pause(request) if asked is None else asked)
        return result

    async def process_exception(self, request: Request, exception: Exception) -> Request | Response | None:  # type: ignore[override]
        """Return the request after a pause; None if a retry is pointless."""
        result = super().process_exception(request, exception)
        if isinstance(result, Request):
            await asyncio.sleep(self._pause(request))
        return result

    def _pause(self, request: Request) -> float:
        times: int = request.meta.get("retry_times", 0)
        return min(self.delay * 2.0**times, self.most)
