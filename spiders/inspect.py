"""Pages passed to a function instead of being written: ``copydesk explain URL``, ``sources check URL``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from scrapy.http import Response

from crawler.archive import Stored
from crawler.errors import Failure
from crawler.net.mime import is_html
from spiders.base import flat_headers, now
from spiders.url import UrlSpider


class InspectSpider(UrlSpider):
    """Fetches URLs and passes each page to ``show``."""

    name = "inspect"
    custom_settings = {"COPYDESK_WORKERS": 0}  # noqa: RUF012 (Scrapy reads it so)

    def __init__(self, show: Callable[[Stored], None] = print, **kwargs: Any) -> None:
        """``show``: the function that gets each page."""
        super().__init__(**kwargs)
        self.show = show

    async def parse_article(self, response: Response, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        """Pass the page to ``show``; yield no article."""
        headers = flat_headers(response)
        if is_html(headers.get("content-type", ""), response.body):
            self.show(Stored(response.url, headers, response.body, now(), "file", hints=kwargs.get("hints") or {}))
        else:
            self.report_failure(Failure(response.url, "not-html", f"{response.url} is not HTML."))
        for nothing in list[Any]():
            yield nothing
