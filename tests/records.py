"""A page's record without a crawl: the readers and the pipelines of the settings, strict."""

from __future__ import annotations

from typing import Any

from crawler.extract.document.page import parse
from crawler.extract.read import extract
from crawler.normalize.pipeline import clean
from crawler.record.body_text import body_text
from crawler.record.finalize import to_valid_record
from crawler.record.items import Block


def record_of(html: str | bytes, url: str = "https://daily.example/2026/04/02/story", **headers: str) -> dict[str, Any]:
    """The record of a page as a crawl gives it; an invalid one raises."""
    return to_valid_record(clean(extract(parse(html, url, headers))), strict=True)


def agree(found: dict[str, Any]) -> None:
    """Blocks and body are the same text; each picture has its one place."""
    blocks = [Block(**block) for block in found["blocks"]]
    assert body_text(blocks) == found["article_body"]
    assert all(text.strip() for block in blocks for text in [block.text, *(block.items or ())] if text is not None)
    places = [block.image for block in blocks if block.type == "image"]
    assert sorted(places) == list(range(len(found["images"])))
