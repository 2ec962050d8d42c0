"""Fetch TDMRep's well-known file, the text and data mining policy, once per host."""

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
from crawler.net.pacing import Pacing
from crawler.net.tdmrep import HINTS, PATH, Statement, read_tdmrep, statement_for

_FRESH = 86_400.0
"""Seconds for which the file is valid, in endless crawls."""
_MOST_BYTES = 1_000_000
_SECONDS = 10
_NONE = b"[]"
"""A file without statements, in place of one that could not be read."""


class TdmRep:
    """Downloader middleware that adds the file's statement on a page to the hints of its request.

    The request for the file is subject to robots.txt, the guard and the site's delay like any other. If it fails,
    nothing is stated about the page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, tuple[float, asyncio.Future[list[Statement]]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Unless ``COPYDESK_TDMREP`` disables it."""
        if not crawler.settings.getbool("COPYDESK_TDMREP"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Fetch the host's file first, once, and add its statement; a redirect may lead to another host."""
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
        pacing = self._crawler.get_extension(Pacing)
        store = pacing.store if pacing is not None else None
        if store and (found := store.host_file(site + PATH)):
            return read_tdmrep(found[0])
        bounds = {"max_retry_times": 0, "download_timeout": _SECONDS, "download_maxsize": _MOST_BYTES}
        request = Request(
            site + PATH, headers={"Accept": "application/json"}, callback=NO_CALLBACK, meta=bounds, dont_filter=True
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # forbidden, unreachable, too large: the host states nothing
            return []
        body = response.body if response.status == 200 else _NONE
        if store and response.status < 500:
            store.keep_host_file(site + PATH, body, _FRESH)
        return read_tdmrep(body)
