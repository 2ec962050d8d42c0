"""Scrapy's log without terminal control characters, which URLs and headers may contain."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.log import get_scrapy_root_handler

from crawler.errors import printable


class PrintableFormatter(logging.Formatter):
    """Wraps another formatter, and replaces control and bidirectional formatting characters."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Return the formatted record; tabs and line ends are kept."""
        text = self._inner.format(record)
        return "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))


class PrintableLogs:
    """Extension that sanitizes Scrapy's log."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals; Scrapy recreates its log handler after loading the extensions."""
        extension = cls()
        crawler.signals.connect(extension.opened, signals.spider_opened)
        return extension

    def opened(self) -> None:
        """Wrap the formatter of the handler."""
        handler = get_scrapy_root_handler()
        if handler and not isinstance(handler.formatter, PrintableFormatter):
            handler.setFormatter(PrintableFormatter(handler.formatter or logging.Formatter()))
