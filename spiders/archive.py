"""Stored pages: ``scrapy crawl archive -a paths="press.warc.gz pages/ -"``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Any

from scrapy.http import Response

from crawler.archive import Stored, read_paths
from crawler.items import Article
from spiders.base import ArticleSpider


class ArchiveSpider(ArticleSpider):
    """Reads pages from WARC files, HTML files, folders, dumps and standard input, in their order."""

    name = "archive"

    def __init__(self, paths: str | Iterable[str] = (), url: str = "", **kwargs: Any) -> None:
        """``paths``: files and folders parted by blanks, or any iterable of them; ``url``: address of pages of files."""
        super().__init__(**kwargs)
        self.paths: Iterable[str] = paths.split() if isinstance(paths, str) else paths
        self.url = url

    async def start(self) -> AsyncIterator[Article]:
        """The articles; the next page is read when the one before has been dealt with."""
        for stored in read_paths(self.paths, self.url or None, self.tell):
            for article in self.parse_article(
                response(stored),
                requested_url=stored.url,
                discovered_via=stored.discovered_via,
                date_downloaded=stored.date_downloaded,
            ):
                yield article


def response(stored: Stored) -> Response:
    """A stored page as the response that it once was."""
    return Response(stored.url, headers=stored.headers, body=stored.body)
