"""Pages by their addresses, explained and not written: ``copydesk explain URL``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scrapy.http import Response

from crawler.items import Article
from crawler.page.decode import decode
from crawler.page.page import parse
from crawler.page.read import read
from crawler.report.explain import rows, show
from crawler.sources import load_sources, rule_for
from spiders.base import flat_headers
from spiders.url import UrlSpider


class ExplainSpider(UrlSpider):
    """Prints a table of what was read off each page."""

    name = "explain"

    def __init__(self, sources: str = "", **kwargs: Any) -> None:
        """``sources``: a folder of source files, whose rules count."""
        super().__init__(**kwargs)
        self.sources = load_sources(Path(sources)) if sources else []

    def parse_article(self, response: Response, *args: Any, **kwargs: Any) -> Iterator[Article]:
        """Print the table; no article."""
        headers = flat_headers(response)
        page = parse(decode(response.body, headers.get("content-type", "")), response.url, headers)
        show(response.url, rows(read(page, {}, rule_for(response.url, self.sources))))
        yield from ()
