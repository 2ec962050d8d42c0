"""Archived pages: ``scrapy crawl archive -a paths="press.warc.gz pages/ -"``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.archive import Failure, Stored, read_paths
from crawler.archive.meter import Meter
from crawler.extensions.held_outputs import output_paths
from crawler.workers.async_iter import async_iter
from crawler.workers.job import Answer, Job
from crawler.workers.read_stored import to_job
from spiders.base import ArticleSpider, now, refuse_requests


class ArchiveSpider(ArticleSpider):
    """Reads pages from WARC files, HTML files, folders, dumps and standard input, in order."""

    name = "archive"
    custom_settings = {  # noqa: RUF012 (Scrapy reads it so)
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "http", "https", "s3"))  # no request is made
    }

    def __init__(self, paths: str | Iterable[str] = (), url: str = "", **kwargs: Any) -> None:
        """``paths``: files and folders separated by spaces, or an iterable; ``url``: the URL of pages in HTML files."""
        super().__init__(**kwargs)
        self.paths: Iterable[str] = paths.split() if isinstance(paths, str) else paths
        self.url = url
        self.meter = Meter()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Create the spider, which makes no requests."""
        refuse_requests(
            crawler, "The spider archive requests nothing: scrapy crawl archive -a paths=FILE reads a page."
        )
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """Read several pages at once; their items go through the pipelines in order."""
        tell = partial(_call, asyncio.get_running_loop(), self.report_failure)
        asked: asyncio.Queue[asyncio.Future[Answer] | None] = asyncio.Queue(self.reader.pool.room)
        delivering = asyncio.ensure_future(self._deliver(asked))
        try:
            written = output_paths(self.settings)
            async for stored in async_iter(read_paths(self.paths, self.url or None, tell, written, self.meter)):
                if self._is_closing():
                    break
                await asked.put(self.reader.ask(self._job(stored)))
            await asked.put(None)
            await delivering
        finally:
            delivering.cancel()
        for nothing in list[Any]():
            yield nothing

    async def _deliver(self, asked: asyncio.Queue[asyncio.Future[Answer] | None]) -> None:
        """Take the results in the order of the pages."""
        while answer := await asked.get():
            found = await answer
            for item in () if self._is_closing() else self.items(found):
                await self._process(item)

    def _job(self, stored: Stored) -> Job:
        """Return an archived page as the response that it once was."""
        return to_job(replace(stored, date_downloaded=stored.date_downloaded or now()), self.rule(stored.url, ""))

    def _is_closing(self) -> bool:
        return self.crawler.engine is None or self.crawler.engine.needs_backout()

    async def _process(self, item: Any) -> None:
        """Process an item and wait for the result, unlike ``yield``: order is kept and memory use is constant."""
        assert self.crawler.engine
        scraper = self.crawler.engine.scraper
        try:
            await scraper.start_itemproc_async(item, response=None)
        finally:
            scraper._check_if_closing()  # Scrapy checks this only after responses, and would wait forever


def _call(loop: asyncio.AbstractEventLoop, tell: Callable[[Failure], None], failure: Failure) -> None:
    """Report a failure from the reader's thread."""
    loop.call_soon_threadsafe(tell, failure)
