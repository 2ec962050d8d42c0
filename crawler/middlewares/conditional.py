"""Conditional requests: fetch a page only if it has changed since its last visit (RFC 9110, 13.1)."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.ledger.model import Validators
from crawler.ledger.run import LedgerRun

_ASK = {b"ETag": b"If-None-Match", b"Last-Modified": b"If-Modified-Since"}


class ConditionalGet:
    """Downloader middleware with a ledger: sends the validators of the last response, and ends a 304 silently."""

    def __init__(self, run: LedgerRun) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Use the ledger of the crawl."""
        run = crawler.get_extension(LedgerRun)
        assert run
        return cls(run)

    def process_request(self, request: Request) -> None:
        """Add conditional headers to a ledger request that has none."""
        if (
            request.method != "GET"
            or not self.run.leases.find(request)
            or any(n in request.headers for n in _ASK.values())
        ):
            return
        known = self.run.validators(request) or Validators()
        for name, value in ((b"If-None-Match", known.etag), (b"If-Modified-Since", known.last_modified)):
            if value:
                request.headers[name] = value.encode("latin-1", "replace")

    def process_response(self, request: Request, response: Response) -> Response:
        """Store the validators of a response; a 304 goes to no callback."""
        if response.status == 304:
            meta = {**request.meta, "handle_httpstatus_list": [304]}
            response.request = request.replace(callback=_nothing, errback=None, meta=meta, cb_kwargs={})
        elif response.status == 200:
            etag, modified = (response.headers.get(name) for name in _ASK)
            self.run.keep_validators(request, Validators(_text(etag), _text(modified)))
        return response


def _text(value: bytes | None) -> str | None:
    return value.decode("latin-1") if value else None


def _nothing(response: Response) -> list[Any]:
    """Callback of a page that has not changed."""
    return []
