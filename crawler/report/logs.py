"""Scrapy's log without terminal control characters, which URLs and headers may contain."""

from __future__ import annotations

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings
from scrapy.utils.log import get_scrapy_root_handler

from crawler.errors import printable
from crawler.normalize.request_urls import redact
from crawler.normalize.text import escape_controls

VISITED: ContextVar[str] = ContextVar("visited", default="-")
"""Name of the source whose visit the running task belongs to."""


class PrintableFormatter(logging.Formatter):
    """Wraps another formatter, and replaces control and bidirectional formatting characters."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """Return the formatted record; tabs and line ends are kept."""
        text = self._inner.format(record)
        return "\n".join("\t".join(map(printable, line.split("\t"))) for line in text.split("\n"))


class VisitFormatter(logging.Formatter):
    """Begins each record with the source that is visited; ``-`` if it is of none, or of all."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the formatted record."""
        return f"{VISITED.get()} {super().format(record)}"


def log_visits(settings: BaseSettings) -> None:
    """Write the log of visits that are made at once in this process, in place of Scrapy.

    Scrapy would have a new handler with each visit, which writes control characters until that visit has begun.
    ``settings``: with ``LOG_INSTALL_ROOT_HANDLER`` off.
    """
    handler = logging.StreamHandler() if settings.getbool("LOG_ENABLED") else logging.NullHandler()
    formatter = VisitFormatter(settings["LOG_FORMAT"], settings["LOG_DATEFORMAT"])
    handler.setFormatter(PrintableFormatter(formatter))
    handler.setLevel(settings["LOG_LEVEL"])
    logging.root.setLevel(logging.NOTSET)
    logging.root.addHandler(handler)


class JsonFormatter(logging.Formatter):
    """Formats a record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with credentials removed from URLs."""
        values = {"event": "log", "level": record.levelname.lower(), "logger": record.name}
        message = self._with_traceback(record)
        return json_line(record.created, {**values, "message": redact(message)})

    def _with_traceback(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        return f"{message}\n{self.formatException(record.exc_info)}" if record.exc_info else message


def json_line(at: float, values: dict[str, Any]) -> str:
    """Return a line of the log: the time in UTC, and the values that are not None."""
    time = datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    kept = {name: value for name, value in values.items() if value is not None}
    return escape_controls(json.dumps({"time": time, **kept}, ensure_ascii=False))


class PrintableLogs:
    """Extension that sanitizes Scrapy's log, or turns it into JSON (``COPYDESK_LOG_FORMAT``)."""

    def __init__(self, is_json: bool) -> None:
        self._is_json = is_json

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawler's signals; Scrapy recreates its log handler after loading the extensions."""
        extension = cls(crawler.settings["COPYDESK_LOG_FORMAT"] == "json")
        crawler.signals.connect(extension.opened, signals.spider_opened)
        return extension

    def opened(self) -> None:
        """Wrap the formatter of the handler."""
        handler = get_scrapy_root_handler()
        if handler and self._is_json:
            handler.setFormatter(JsonFormatter())
        elif handler and not isinstance(handler.formatter, PrintableFormatter):
            handler.setFormatter(PrintableFormatter(handler.formatter or logging.Formatter()))
