"""The files that a crawl writes, held for it alone from before its first request until its end."""

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
    """Extension that locks feeds into files and the file of failures; an exact feed is locked by who writes it."""

    def __init__(self, locks: list[WriterLock]) -> None:
        self._locks = locks

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Lock them; :class:`crawler.exporters.writer_lock.OutputError`, which ends the crawl, if one is in use."""
        paths = list(dict.fromkeys(output_paths(crawler.settings)))
        if not paths:
            raise NotConfigured
        extension = cls(lock_all(paths))
        crawler.signals.connect(extension.stopped, signals.engine_stopped)
        return extension

    def stopped(self) -> None:
        """Let others write them."""
        for lock in self._locks:
            lock.release()


def output_paths(settings: BaseSettings) -> Iterator[Path]:
    """Files of ``FEEDS`` and ``COPYDESK_ERRORS``; not those whose names Scrapy fills in."""
    for key in settings.getdict("FEEDS"):
        uri = str(key)
        if uri.startswith("file://"):
            yield Path(file_uri_to_path(uri))
        elif "://" not in uri and not uri.startswith("stdout:") and "%(" not in uri:
            yield Path(uri)
    if settings["COPYDESK_ERRORS"]:
        yield Path(settings["COPYDESK_ERRORS"])
