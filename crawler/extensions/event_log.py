"""A JSON line for each event of a crawl, the same that its receipt counts."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import Self

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.extensions.receipts import Receipts
from crawler.metrics.source_counter import Event
from crawler.normalize.request_urls import without_userinfo
from crawler.report.logs import json_line

_LEVELS = {"failed": "warning", "list_failed": "warning"}


class EventLog:
    """Extension that writes events to standard error (``COPYDESK_LOG_FORMAT = "json"``)."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals."""
        if crawler.settings["COPYDESK_LOG_FORMAT"] != "json" or not crawler.settings.getbool("COPYDESK_COUNTS"):
            raise NotConfigured
        extension = cls(crawler)
        crawler.signals.connect(extension.opened, scrapy_signals.spider_opened)
        return extension

    def opened(self) -> None:
        """Subscribe to the events."""
        if receipts := self.crawler.get_extension(Receipts):
            receipts.tallying.counter.observe = self.write

    def write(self, event: Event) -> None:
        """Write an event as a line; unknown values are left out."""
        values = {
            "event": event.name,
            "level": _LEVELS.get(event.name, "info"),
            "source": event.source or None,
            "url": without_userinfo(event.url),
            "reason": event.reason,
            "seconds": None if event.seconds is None else round(event.seconds, 3),
        }
        with suppress(OSError):  # standard error is closed
            print(json_line(time.time(), values), file=sys.stderr, flush=True)
