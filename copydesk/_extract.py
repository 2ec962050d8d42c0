"""Read a page in this process, without Scrapy, Twisted or a network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crawler.errors import Failure
from crawler.normalize.pipeline import clean
from crawler.normalize.request_urls import to_url
from crawler.normalize.text import to_utf8
from crawler.record.finalize import to_valid_record
from crawler.record.items import Article
from crawler.record.schema import json_schema
from crawler.workers.job import Job
from crawler.workers.read import read

_UTF_8 = {"content-type": "text/html; charset=utf-8"}


class ExtractionError(ValueError):
    """A page has no article; ``failure`` has the kind and a sentence."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def extract(
    html: str | bytes,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    date_downloaded: str = "",
) -> Article:
    """Return the article of a page, after all pipelines.

    ``html``: text, or bytes whose encoding is detected; ``url``: URL of the page after redirects; ``headers``: response
    headers in any case, of which ``Content-Type``, ``X-Robots-Tag`` and TDM headers are used; ``date_downloaded``: ISO
    8601 in UTC, by default now.

    :raises ValueError: if ``url`` is not an http or https address.
    :raises ExtractionError: if the page is not HTML, or has neither a headline nor text.
    """
    address = to_url(url)
    if address is None:
        raise ValueError(f"url: expected an http or https address, got {url!r}.")
    fields = {name.lower(): value for name, value in (headers or {}).items()}
    if isinstance(html, str):
        html, fields = to_utf8(html), {**fields, **_UTF_8}
    date = date_downloaded or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = read(Job(address, fields, html, address, "url", date), [_Clean()])
    if answer.failure:
        raise ExtractionError(answer.failure)
    assert isinstance(answer.item, Article)
    return answer.item


def to_record(article: Article) -> dict[str, Any]:
    """Return an article as a line of the output: a dict of JSON values with every field of the contract.

    >>> sorted(to_record(Article(url="https://daily.example/1", requested_url="https://daily.example/1")))[:2]
    ['alternative_headline', 'article_body']
    """
    return to_valid_record(article)


def schema() -> dict[str, Any]:
    """Return the contract of a record as JSON Schema (draft-07).

    >>> schema()["properties"]["headline"]["type"]
    ['string', 'null']
    """
    return json_schema()


class _Clean:
    pure = True

    def process_item(self, item: Article) -> Article:
        return clean(item)
