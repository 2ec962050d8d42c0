"""Clean all texts of an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from crawler.normalize.text import clean_lines, clean_paragraph, clean_text, is_clean
from crawler.record.items import Article, Block

# URLs and bookkeeping fields are not text; body and blocks are cleaned separately.
_VERBATIM = frozenset(
    "url requested_url canonical_url id schema_version type is_based_on license tdm_policy date_published "
    "date_modified date_downloaded in_language discovered_via body_hash supersedes acquire_license_page "
    "provenance article_body blocks role".split()
)


def clean_article(article: Article) -> Article:
    """Clean the texts of an article in place: blocks, captions, names, everything but URLs and bookkeeping.

    Most texts are clean already, which one check of all of them shows.
    """
    if not is_clean(" ".join(_texts(article))):
        _clean_fields(article)
        article.authors = [author for author in article.authors if author.name]
        article.corrections = [note for note in article.corrections if note.text]
    if not _are_clean(article.blocks):
        for block in article.blocks:
            _clean_block(block)
    article.blocks = [b for b in article.blocks if b.text != "" and b.items != [] and b.rows != []]
    return article


def _are_clean(blocks: list[Block]) -> bool:
    """Return whether the blocks have no text fields but ``text`` and all are clean, as in most articles."""
    if any(b.items or b.rows or b.cite is not None for b in blocks):
        return False
    return is_clean(" ".join([b.text for b in blocks if b.text is not None]).replace("\n", " "))


@cache
def _prose(kind: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in _VERBATIM)


@cache
def _reader(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return a getter for all text fields of a class; it must have more than one."""
    return attrgetter(*_prose(kind))


def _texts(item: Any) -> Iterator[str]:
    for value in _reader(item.__class__)(item):
        if value.__class__ is str:
            yield value
        elif value.__class__ is list:
            for inner in value:
                if inner.__class__ is str:
                    yield inner
                else:
                    yield from _texts(inner)


def _clean_fields(item: Any) -> None:
    for name in _prose(item.__class__):
        value = getattr(item, name)
        if value.__class__ is str:
            setattr(item, name, clean_text(value) or None)
        elif value.__class__ is list and value:
            setattr(item, name, [v for v in map(_clean_value, value) if v])


def _clean_value(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    _clean_fields(value)
    return value


def _clean_block(block: Block) -> None:
    if block.text is not None:
        block.text = (clean_lines if block.type == "code" else clean_paragraph)(block.text)
    if block.items is not None:
        block.items = [item for item in map(clean_paragraph, block.items) if item]
    if block.rows is not None:
        block.rows = [[clean_text(cell) for cell in row] for row in block.rows]
    if block.cite is not None:
        block.cite = clean_text(block.cite) or None
