"""Asks each host once what it says of text and data mining, beside its pages (TDMRep's well-known file)."""

from __future__ import annotations

import asyncio
import time
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.archive.request_fields import ARTICLE
from crawler.net.tdmrep import HINTS, PATH, Statement, read_tdmrep, statement_for

_FRESH = 86_400.0
"""Seconds for which an answer holds, in crawls that never end."""
_MOST_BYTES = 1_000_000
_SECONDS = 10


class TdmRep:
    """Downloader middleware: gives each request for an article what the file says of its page, as a hint.

    The request for the file goes the way of all: robots.txt, the guard of addresses and the site's delay hold for it.
    Whatever goes wrong with it says nothing of the page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, tuple[float, asyncio.Future[list[Statement]]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """``COPYDESK_TDMREP`` turns it off."""
        if not crawler.settings.getbool("COPYDESK_TDMREP"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Ask the host first, once, and note what it says; after a redirect another host may be asked."""
        if getattr(request.callback, "__name__", "") != ARTICLE:
            return
        parts = urlparse_cached(request)
        found = statement_for(request.url, await self._statements(f"{parts.scheme}://{parts.netloc}"))
        before = request.cb_kwargs.get("hints") or {}
        hints = {name: value for name, value in before.items() if name not in HINTS}
        if found is not None:
            hints |= dict(zip(HINTS, (found.reservation, found.policy), strict=True))
        if hints != before:
            request.cb_kwargs["hints"] = hints

    async def _statements(self, site: str) -> list[Statement]:
        asked, answer = self._asked.get(site, (0.0, None))
        if answer is None or time.monotonic() - asked > _FRESH:
            answer = asyncio.ensure_future(self._ask(site))
            self._asked[site] = time.monotonic(), answer
        return await answer

    async def _ask(self, site: str) -> list[Statement]:
        assert self._crawler.engine
        bounds = {"max_retry_times": 0, "download_timeout": _SECONDS, "download_maxsize": _MOST_BYTES}
        request = Request(
            site + PATH, headers={"Accept": "application/json"}, callback=NO_CALLBACK, meta=bounds, dont_filter=True
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # forbidden, unreachable, too large: the host says nothing
            return []
        return read_tdmrep(response.body) if response.status == 200 else []
