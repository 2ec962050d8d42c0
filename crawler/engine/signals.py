"""Signals of our own (https://docs.scrapy.org/en/latest/topics/signals.html)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy.crawler import Crawler

failed = object()
"""An input gives no record: ``failed(failure)`` with a :class:`crawler.errors.Failure`."""

begun = object()
"""A crawl that stays asks a list of a source again: ``begun(source_name)``."""

repeated = object()
"""An input is, or leads to, an address that has been asked for: ``repeated(url)``."""

silent = object()
"""A source has brought nothing new for longer than is usual for it: ``silent(source_name, since)``, Unix time."""

mended = object()
"""A file of output was mended before it was gone on with: ``mended(sentence)``."""

started = object()
"""The spider has given all that it starts from."""

shut = object()
"""A site asks to be left alone for longer than is waited for: ``shut(site, seconds)``."""


def connect(crawler: Crawler, *handlers: tuple[Callable[..., Any], object]) -> None:
    """Have each handler called at its signal, Scrapy's or one of ours."""
    for handler, signal in handlers:
        crawler.signals.connect(handler, signal)
