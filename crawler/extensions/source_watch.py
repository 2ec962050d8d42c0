"""Watch the source files in a daemon crawl."""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.extensions.daemon import Daemon
from crawler.sources.folder_watch import FolderWatch


class SourceWatch:
    """Extension that reloads the sources when their files change (``COPYDESK_DAEMON``).

    It checks every ``COPYDESK_WATCH_SOURCES`` seconds (0: never).
    """

    def __init__(self, crawler: Crawler, seconds: float) -> None:
        self._crawler, self._seconds = crawler, seconds
        self._watch = FolderWatch(crawler.settings.get("COPYDESK_SOURCES", "sources"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        seconds = crawler.settings.getfloat("COPYDESK_WATCH_SOURCES")
        if not crawler.settings.getbool("COPYDESK_DAEMON") or not seconds:
            raise NotConfigured
        extension = cls(crawler, seconds)
        crawler.signals.connect(extension.look_later, signals.spider_opened)
        return extension

    def look_later(self) -> None:
        """Start the timer of the next check; it ends with the event loop."""
        asyncio.get_running_loop().call_later(self._seconds, self._look)

    def _look(self) -> None:
        daemon = self._crawler.get_extension(Daemon)
        if self._watch.has_changed() and daemon:
            daemon.reload()
        self.look_later()
