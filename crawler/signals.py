"""Signals of our own (https://docs.scrapy.org/en/latest/topics/signals.html)."""

failed = object()
"""An input gives no record: ``failed(failure)`` with a :class:`crawler.errors.Failure`."""
