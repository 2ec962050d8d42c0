"""Stored pages: ``scrapy crawl archive -a paths="press.warc.gz pages/ -"``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any

from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from crawler.archive import Stored, read_paths
from crawler.interrupt import interruptible
from crawler.items import Article
from spiders.base import ArticleSpider


class ArchiveSpider(ArticleSpider):
    """Reads pages from WARC files, HTML files, folders, dumps and standard input, in their order."""

    name = "archive"
    custom_settings = {  # noqa: RUF012 (Scrapy reads it so)
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "http", "https", "s3"))  # no request is made
    }

    def __init__(self, paths: str | Iterable[str] = (), url: str = "", **kwargs: Any) -> None:
        """``paths``: files and folders parted by blanks, or an iterable of them; ``url``: address of pages of files."""
        super().__init__(**kwargs)
        self.paths: Iterable[str] = paths.split() if isinstance(paths, str) else paths
        self.url = url

    async def start(self) -> AsyncIterator[Article]:
        """Reads page after page; the next one when the one before has gone through the pipelines."""
        for stored in _each(read_paths(self.paths, self.url or None, self.tell)):
            for article in self._articles(stored):
                await self._process(article)
            await asyncio.sleep(0)  # lets signals and the clock in
            if self.crawler.engine is None or self.crawler.engine.needs_backout():
                return
        for article in ():
            yield article

    def _articles(self, stored: Stored) -> Iterator[Article]:
        return self.parse_article(
            response(stored),
            requested_url=stored.requested_url or stored.url,
            discovered_via=stored.discovered_via,
            date_downloaded=stored.date_downloaded,
            hints=stored.hints,
        )

    async def _process(self, article: Article) -> None:
        """What yielding it would do, but waiting for the outcome: order is kept and memory is flat."""
        assert self.crawler.engine
        scraper = self.crawler.engine.scraper
        try:
            await scraper.start_itemproc_async(article, response=None)
        finally:
            scraper._check_if_closing()  # Scrapy asks after responses only, and would wait for ever


def _each(pages: Iterator[Stored]) -> Iterator[Stored]:
    """The pages; Ctrl-C while one is waited for, as on standard input, closes the spider."""
    while True:
        try:
            with interruptible():
                stored = next(pages, None)
        except KeyboardInterrupt:
            raise CloseSpider("shutdown") from None
        if stored is None:
            return
        yield stored


def response(stored: Stored) -> Response:
    """A stored page as the response that it once was."""
    return Response(stored.url, headers=stored.headers, body=stored.body)
