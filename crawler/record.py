"""The article as plain values: what is validated and what feeds write."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any

from crawler.items import Article, Block


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


def to_record(article: Article) -> dict[str, Any]:
    """The article as a dict of JSON values. Every field is there; a block has only the fields that its type has.

    >>> to_record(Article(url="https://daily.example/1", requested_url="https://daily.example/1"))["images"]
    []
    """
    record: dict[str, Any] = {name: getattr(article, name) for name in _names(Article)}
    for name in ("authors", "images", "videos", "audios", "corrections"):
        record[name] = [{key: getattr(item, key) for key in _names(item.__class__)} for item in record[name]]
    record["blocks"] = [_block(block) for block in article.blocks]
    return record


def _block(block: Block) -> dict[str, Any]:
    values = ((name, getattr(block, name)) for name in _names(Block))
    return {name: value for name, value in values if value is not None}
