"""The one article callback: every page, fetched or stored, becomes an article here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from scrapy import Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from crawler import signals
from crawler.errors import Failure
from crawler.items import Article
from crawler.page.decode import decode
from crawler.page.hinted import is_hinted
from crawler.page.page import parse
from crawler.page.read import extract
from crawler.page.rules import Rule
from crawler.reasons import reason
from crawler.sniff import is_html
from crawler.sources import Sources


class ArticleSpider(Spider):
    """A spider whose responses are articles."""

    @cached_property
    def known(self) -> Sources:
        """The sources of ``COPYDESK_SOURCES``."""
        return Sources.load(self.settings["COPYDESK_SOURCES"])

    def parse_article(
        self,
        response: Response,
        requested_url: str = "",
        discovered_via: str = "url",
        date_downloaded: str = "",
        hints: Mapping[str, Any] | None = None,
        source_name: str = "",
    ) -> Iterator[Article]:
        """The article of a response, raw; the pipelines clean it. None, and a failure told, if there is none."""
        headers = flat_headers(response)
        source = requested_url or response.url
        if not response.body.strip():
            self.tell(Failure(source, "empty", f"{response.url} is an empty page."))
        elif not is_html(headers.get("content-type", ""), response.body):
            declared = headers.get("content-type") or "something"
            self.tell(Failure(source, "not-html", f"{response.url} is not HTML but {declared}."))
        elif article := self._read(response, headers, source, date_downloaded or now(), hints, source_name):
            article.requested_url = source
            article.discovered_via = discovered_via
            yield article

    def rule(self, url: str, source_name: str) -> Rule | None:
        """What the source of a page says of it."""
        return self.known.rule(url)

    def _read(
        self,
        response: Response,
        headers: dict[str, str],
        source: str,
        date: str,
        hints: Mapping[str, Any] | None,
        source_name: str,
    ) -> Article | None:
        try:
            text = decode(response.body, headers.get("content-type", ""))
            article = extract(parse(text, response.url, headers, date), hints, self.rule(response.url, source_name))
        except Exception as error:  # one page must never cost the others
            self.logger.exception("Reading %s failed", response.url)
            self.tell(Failure(source, "bug", f"Reading {response.url} failed by a bug: {type(error).__name__}."))
            return None
        if article.blocks or (article.headline and not is_hinted(article, "headline")):
            return article
        self.tell(Failure(source, "empty", f"{response.url} is a page without a headline and without text."))
        return None

    def fail(self, failure: TwistedFailure) -> None:
        """Errback: tell why a request gave no response."""
        request = failure.request  # type: ignore[attr-defined]
        source = request.cb_kwargs.get("requested_url") or request.url
        kind, sentence = reason(failure.value or IgnoreRequest(), request.url)
        self.tell(Failure(source, kind, sentence))

    def tell(self, failure: Failure) -> None:
        """Tell a failure to whoever reports on the run."""
        self.logger.info("%s", failure.message)
        self.crawler.signals.send_catch_log(signals.failed, failure=failure)


def flat_headers(response: Response) -> dict[str, str]:
    """Header fields, names in lower case; of repeated ones the values are joined (RFC 9110, 5.3)."""
    found = ((name, response.headers.getlist(name)) for name in response.headers)
    return {name.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for name, values in found}


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
