"""When a request is done: what Scrapy has no signal for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure as TwistedFailure


def after_scrape(scraper: Any, done: Callable[[Any, Request], None]) -> None:
    """Call ``done`` when a response or a failure has been dealt with: callback or errback, and the items of either.

    Scrapy has no signal for it. Every request ends here but one that a middleware replaces, whose successor comes to
    the scheduler.
    """
    scrape = scraper.enqueue_scrape

    def enqueue_scrape(result: Response | TwistedFailure, request: Request) -> Deferred[None]:
        deferred: Deferred[None] = scrape(result, request)
        return deferred.addBoth(lambda _: done(result, request))

    scraper.enqueue_scrape = enqueue_scrape
