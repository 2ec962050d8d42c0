"""Convert an article to plain values, as validated and exported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from crawler.record.items import Article, Block, BlockType

_FIELDS: dict[BlockType, tuple[str, ...]] = {
    "paragraph": ("text",),
    "heading": ("text", "level"),
    "list": ("ordered", "items"),
    "quote": ("text", "cite"),
    "table": ("rows",),
    "code": ("text",),
    "image": ("image",),
    "embed": ("url", "provider"),
}
"""The fields of each type of block; see the docstring of :class:`crawler.record.items.Block`."""


def to_record(article: Article) -> dict[str, Any]:
    """Return the article as a dict of JSON values, with every field; a block has only the fields of its type.

    >>> to_record(Article(url="https://daily.example/1", requested_url="https://daily.example/1"))["images"]
    []
    """
    record = _values(article)
    for name in ("authors", "images", "videos", "audios", "corrections"):
        record[name] = [_values(item) for item in record[name]]
    record["blocks"] = [_block(block) for block in article.blocks]
    return record


def _block(block: Block) -> dict[str, Any]:
    record: dict[str, Any] = {"type": block.type}
    for name in _FIELDS.get(block.type, ()):
        if (value := getattr(block, name)) is not None:
            record[name] = value
    return record


def _values(item: Any) -> dict[str, Any]:
    names, read = _reader(item.__class__)
    return dict(zip(names, read(item), strict=True))


@cache
def _reader(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the fields of a class, and a getter for all of them."""
    names = tuple(f.name for f in fields(kind))
    return names, attrgetter(*names)
