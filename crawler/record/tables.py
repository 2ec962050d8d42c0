"""The contract of a record as Markdown tables: each field, its type, its docstring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from crawler.record import items
from crawler.record.schema import field_docs

KINDS: tuple[tuple[str, type[Any]], ...] = (
    ("The record", items.Article),
    ("authors", items.Author),
    ("blocks", items.Block),
    ("images", items.Image),
    ("videos, audios", items.Media),
    ("corrections", items.Correction),
)


def tables() -> str:
    """Return a heading and a table for the record and for each kind of value in it."""
    return "\n\n".join("\n".join(_table(title, kind)) for title, kind in KINDS)


def _table(title: str, kind: type[Any]) -> Iterator[str]:
    docs = field_docs(kind)
    yield from (f"## {title}", "", "| field | type | meaning |", "| --- | --- | --- |")
    for field in fields(kind):
        yield f"| `{field.name}` | {type_words(str(field.type))} | {_text(docs[field.name])} |"


def type_words(annotation: str) -> str:
    """Return a type in words.

    >>> type_words("list[Author]"), type_words("Literal[0, 1] | None"), type_words("dict[str, str]")
    ('list of Author', '0, 1 or null', 'object of str')
    """
    words = annotation.replace(" | None", " or null").replace("Literal[0, 1]", "0, 1")
    return words.replace("list[", "list of ").replace("dict[str, ", "object of ").replace("]", "")


def _text(doc: str) -> str:
    return " ".join(doc.replace("``", "`").replace("|", "\\|").split())
