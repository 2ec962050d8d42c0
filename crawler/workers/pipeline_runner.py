"""An article through all steps of the settings without a crawl: for looking at one page, and for tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from crawler.record.items import Article


def settle(article: Article) -> dict[str, Any]:
    """The record that a run makes of a raw article, which is changed."""
    item: Any = article
    for step in _steps():
        item = step.process_item(item)
    record: dict[str, Any] = item
    return record


@cache
def _steps() -> list[Any]:
    from scrapy.utils.misc import load_object

    from crawler.settings import ITEM_PIPELINES

    return [load_object(path)() for path in sorted(ITEM_PIPELINES, key=ITEM_PIPELINES.__getitem__)]
