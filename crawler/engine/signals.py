"""Copydesk's own signals (https://docs.scrapy.org/en/latest/topics/signals.html)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import signals as scrapy_signals
from scrapy.crawler import Crawler

failed = object()
"""An input gives no record: ``failed(failure)`` with a :class:`crawler.errors.Failure`."""

visit_started = object()
"""A daemon begins a new visit of a source: ``visit_started(source_name)``."""

repeated = object()
"""An input is, or redirects to, a URL requested before: ``repeated(url)``."""

silent = object()
"""A source has had no new article for unusually long: ``silent(source_name, since)``, in Unix time."""

output_repaired = object()
"""An incomplete output file was repaired before it is continued: ``output_repaired(sentence)``."""

settled = object()
"""A lease of the ledger has ended: ``settled(lease_state, response)``, the response or None."""

ledger_closing = object()
"""The ledger is about to be closed, and can still be written: ``ledger_closing(run)``."""

started = object()
"""The spider has yielded all its start requests."""

held = object()
"""A site asks to be left alone: ``held(site, seconds)``."""


def connect(crawler: Crawler, *handlers: tuple[Callable[..., Any], object]) -> None:
    """Connect each handler to its signal, of Scrapy or of Copydesk."""
    for handler, signal in handlers:
        crawler.signals.connect(handler, signal)


def after_each_page(crawler: Crawler) -> object:
    """The one signal that is sent when a page is done with, as each handler of a signal costs CPU time."""
    return settled if crawler.settings["COPYDESK_LEDGER"] else scrapy_signals.item_scraped
