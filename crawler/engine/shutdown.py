"""Shut down a run gracefully, as when its files cannot be written."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy.crawler import Crawler

from crawler.engine import signals
from crawler.errors import Failure, unwritable

STOPPED = "stopped"
"""Close reason of a daemon that was told to stop, as opposed to a failure."""
_closing: set[asyncio.Future[Any]] = set()
"""Pending close calls, referenced so that they are not garbage-collected."""


def give_up(crawler: Crawler, error: OSError, name: str, more: str = "") -> None:
    """Report that a file cannot be written, and end the run after the pages in progress.

    ``name`` is used if the error has no file name; ``more`` is appended to the sentence.
    """
    name = str(getattr(error, "filename", None) or name)
    end_with(crawler, unwritable(name, error, more))


def end_with(crawler: Crawler, failure: Failure) -> None:
    """Report a failure that no page caused, and end the run after the pages in progress."""
    crawler.signals.send_catch_log(signals.failed, failure=failure)
    close(crawler, failure.kind)


def is_closing(crawler: Crawler) -> bool:
    """Return whether the run is ending or has ended."""
    engine = crawler.engine
    return engine is not None and (engine._slot is None or engine._slot.closing is not None)


def close(crawler: Crawler, reason: str) -> None:
    """End the run after the pages in progress."""
    if crawler.engine:
        closing = asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))
        _closing.add(closing)
        closing.add_done_callback(_closing.discard)
