"""The whole way from bytes to a record, as the spider callback and the pipelines of the settings take it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy.utils.misc import load_object

from crawler import settings
from crawler.extract.document.page import parse
from crawler.extract.read import extract

_ON_REQUEST = frozenset(("pipelines.only_articles.OnlyArticlesPipeline",))

ON_REQUEST = ("pipelines.only_articles.OnlyArticlesPipeline",)
"""Steps that are taken only where a setting asks for them."""


def steps() -> Callable[[str, dict[str, str], bytes], Any]:
    """A function of (url, headers in lower case, body) that gives the record."""
    order = settings.ITEM_PIPELINES
    pipelines = [load_object(path)() for path in sorted(order, key=order.__getitem__) if path not in ON_REQUEST]

    def record(url: str, headers: dict[str, str], data: bytes) -> Any:
        item: Any = extract(parse(data, url, headers))
        for pipeline in pipelines:
            item = pipeline.process_item(item)
        return item

    return record
