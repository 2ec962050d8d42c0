"""A page's record without a crawl: the readers and the pipelines of the settings, strict."""

from __future__ import annotations

from typing import Any

from scrapy.utils.misc import load_object

from crawler import settings
from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.record.body_text import body_text
from crawler.record.items import Block
from pipelines.validate import ValidatePipeline


def record_of(html: str | bytes, url: str = "https://daily.example/2026/04/02/story", **headers: str) -> dict[str, Any]:
    """The record of a page as a crawl gives it; an invalid one raises."""
    item: Any = extract(parse(html, url, headers))
    for path in sorted(settings.ITEM_PIPELINES, key=settings.ITEM_PIPELINES.__getitem__):
        kind = load_object(path)
        item = (ValidatePipeline(strict=True) if kind is ValidatePipeline else kind()).process_item(item)
    record: dict[str, Any] = item
    return record


def agree(found: dict[str, Any]) -> None:
    """Blocks and body are the same text; each picture has its one place."""
    blocks = [Block(**block) for block in found["blocks"]]
    assert body_text(blocks) == found["article_body"]
    assert all(text.strip() for block in blocks for text in [block.text, *(block.items or ())] if text is not None)
    places = [block.image for block in blocks if block.type == "image"]
    assert sorted(places) == list(range(len(found["images"])))
