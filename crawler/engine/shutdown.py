"""The end of a run whose files cannot be written."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy.crawler import Crawler

from crawler.engine import signals
from crawler.errors import Failure

STOPPED = "stopped"
"""Reason for which a crawl that stays ends when it is told to: as it should."""
_closing: set[asyncio.Future[Any]] = set()
"""Held, or they would be collected before they are done."""


def give_up(crawler: Crawler, error: OSError, name: str, more: str = "") -> None:
    """Tell what cannot be written, and end the run after the pages under way.

    ``name``: of the file, where the error has none; ``more``: added to the sentence.
    """
    name = str(getattr(error, "filename", None) or name)
    end_with(crawler, Failure(name, "unwritable", f"{name} cannot be written: {error.strerror or error}{more}."))


def end_with(crawler: Crawler, failure: Failure) -> None:
    """Tell a failure that no page is to blame for, and end the run after the pages under way."""
    crawler.signals.send_catch_log(signals.failed, failure=failure)
    close(crawler, failure.kind)


def close(crawler: Crawler, reason: str) -> None:
    """End the run after the pages under way."""
    if crawler.engine:
        closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)
