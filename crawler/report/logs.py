"""Scrapy's log without what could steer a terminal: pages and servers choose words that stand in it."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.log import get_scrapy_root_handler

from crawler.errors import printable


class PrintableFormatter(logging.Formatter):
    """Formats as another formatter does, and replaces control and bidirectional formatting characters."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The lines of a record; tabs and line ends stay."""
        text = self._inner.format(record)
        return "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))


class PrintableLogs:
    """Extension that makes Scrapy's log printable."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawl; Scrapy sets its handler up anew after the extensions."""
        extension = cls()
        crawler.signals.connect(extension.opened, signals.spider_opened)
        return extension

    def opened(self) -> None:
        """Put our formatter around that of the handler."""
        handler = get_scrapy_root_handler()
        if handler and not isinstance(handler.formatter, PrintableFormatter):
            handler.setFormatter(PrintableFormatter(handler.formatter or logging.Formatter()))
