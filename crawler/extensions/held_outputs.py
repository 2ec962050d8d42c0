"""Lock the output files of a crawl from before its first request until its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import BaseSettings
from w3lib.url import file_uri_to_path

from crawler.exporters.writer_lock import WriterLock, lock_all


class HeldOutputs:
    """Extension that locks file feeds and the file of failures; exact feeds are locked by their exporter."""

    def __init__(self, locks: list[WriterLock]) -> None:
        self._locks = locks

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Lock the files; one in use raises :class:`crawler.exporters.writer_lock.OutputError` and ends the crawl."""
        paths = list(dict.fromkeys(output_paths(crawler.settings)))
        if not paths:
            raise NotConfigured
        extension = cls(lock_all(paths))
        crawler.signals.connect(extension.stopped, signals.engine_stopped)
        return extension

    def stopped(self) -> None:
        """Release the locks."""
        for lock in self._locks:
            lock.release()


def output_paths(settings: BaseSettings) -> Iterator[Path]:
    """Yield files of ``FEEDS``, ``COPYDESK_ERRORS``, ``COPYDESK_RECEIPT``, except names with placeholders of Scrapy."""
    for key in settings.getdict("FEEDS"):
        uri = str(key)
        if uri.startswith("file://"):
            yield Path(file_uri_to_path(uri))
        elif "://" not in uri and not uri.startswith("stdout:") and "%(" not in uri:
            yield Path(uri)
    for name in ("COPYDESK_ERRORS", "COPYDESK_RECEIPT"):
        if settings[name]:
            yield Path(settings[name])
