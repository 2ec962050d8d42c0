"""Call a function when a request is done, for which Scrapy has no signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure as TwistedFailure


def after_scrape(scraper: Any, done: Callable[[Any, Request], None]) -> None:
    """Call ``done`` when the callback or errback of a request and all its items are done.

    Every request ends here, except one that a middleware replaces; the scheduler gets its successor.
    """
    scrape = scraper.enqueue_scrape

    def enqueue_scrape(result: Response | TwistedFailure, request: Request) -> Deferred[None]:
        deferred: Deferred[None] = scrape(result, request)
        return deferred.addBoth(lambda _: done(result, request))

    scraper.enqueue_scrape = enqueue_scrape
