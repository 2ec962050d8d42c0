"""How long a request waits before it is made again."""

from __future__ import annotations

import asyncio

import pytest
from scrapy import Request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.middlewares.compression import CUT_OFF
from crawler.middlewares.retry import Retry
from crawler.net.failure_reasons import LEFT_ALONE

URL = "https://daily.example/1"


class QuickRetry(Retry):
    """With a spider of no name, and sleeps that are noted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(Settings({"COPYDESK_RETRY_DELAY": 2, "COPYDESK_RETRY_AFTER_MAX": 60, "RETRY_TIMES": 9}))
        self.slept: list[float] = []

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        monkeypatch.setattr("crawler.middlewares.retry.asyncio.sleep", sleep)

    def _retry(self, request: Request, reason: object) -> Request | None:  # type: ignore[override]
        times = request.meta.get("retry_times", 0) + 1
        return request.replace(meta={"retry_times": times}) if times <= self.max_retry_times else None


@pytest.fixture
def retry(monkeypatch: pytest.MonkeyPatch) -> QuickRetry:
    return QuickRetry(monkeypatch)


@pytest.mark.parametrize(
    ("times", "pause"), [(0, 2.0), (1, 4.0), (2, 8.0), (3, 16.0), (4, 32.0), (5, 60.0), (8, 60.0), (9, None)]
)
def test_pauses_double(retry: QuickRetry, times: int, pause: float | None) -> None:
    request = Request(URL, meta={"retry_times": times} if times else {})
    again = asyncio.run(retry.process_exception(request, TimeoutError()))
    assert retry.slept == ([pause] if pause else []) and (again is not None) == (pause is not None)


@pytest.mark.parametrize(
    ("status", "asked", "pauses", "flags"),
    [
        (503, None, [2.0], None),
        (503, "0", [0.0], None),
        (503, "60", [60.0], None),
        (503, "61", [], [LEFT_ALONE]),
        (429, "61", [], [LEFT_ALONE]),
        (500, "61", [], []),
        (500, "7", [7.0], None),
        (200, "7", [], []),
        (404, "61", [], []),
    ],
)
def test_what_a_server_asks_for(
    retry: QuickRetry, status: int, asked: str | None, pauses: list[float], flags: list[str] | None
) -> None:
    response = Response(URL, status, headers={"Retry-After": asked} if asked else {})
    found = asyncio.run(retry.process_response(Request(URL), response))
    assert retry.slept == pauses
    assert (found.flags if isinstance(found, Response) else None) == flags


@pytest.mark.parametrize("times", [0, 9])
def test_a_body_that_is_cut_off_is_asked_for_again(retry: QuickRetry, times: int) -> None:
    request, response = Request(URL, meta={"retry_times": times}), Response(URL, flags=[CUT_OFF])
    if times == 9:
        with pytest.raises(ResponseDataLossError, match="ends before the end of its coding"):
            asyncio.run(retry.process_response(request, response))
    else:
        again = asyncio.run(retry.process_response(request, response))
        assert isinstance(again, Request) and again.meta["retry_times"] == 1 and retry.slept == [2.0]
