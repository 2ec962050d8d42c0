"""The Arrow schema of a record, made from the item classes (https://arrow.apache.org/docs/format/Columnar.html).

Dates are text, as in JSON Lines: a bare date stays a bare date. ``provenance`` is a struct with the names of the fields
rather than a map, because the JSON readers of pyarrow, polars and Hugging Face datasets do not support maps.

Parquet files have timestamp columns in addition to the dates, and the ``spans`` of
:mod:`crawler.datasets.block_spans`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin

import pyarrow as pa

from crawler.record.hints import field_types
from crawler.record.items import SCHEMA_VERSION, Article
from crawler.record.schema import field_docs

TIMESTAMPS = ("date_published", "date_modified", "date_downloaded")
"""Dates that also have a timestamp column in Parquet: ``date_published_timestamp`` and so on."""


_METADATA = {"copydesk.schema_version": SCHEMA_VERSION}
_SPAN = pa.struct([pa.field("start", pa.int32()), pa.field("length", pa.int32())])
_MORE_OF_BLOCKS = (
    ("spans", pa.list_(_SPAN), "Position of text, items or table cells in article_body, in characters; these are "
     "then null."),
    ("cells", pa.list_(pa.int32()), "Number of cells in each row of a table whose cells are given as spans."),
)  # fmt: skip


@cache
def arrow_schema() -> pa.Schema:
    """Return the schema of records with the fields of JSON Lines."""
    return pa.schema(list(_fields(Article)), metadata=_METADATA)


@cache
def parquet_schema() -> pa.Schema:
    """Return the schema of Parquet files."""
    return pa.schema([field for plain in _fields(Article) for field in _in_parquet(plain)], metadata=_METADATA)


def _in_parquet(field: pa.Field) -> Iterator[pa.Field]:
    """Yield the Parquet column of a field, and its timestamp column if it has one."""
    if field.name == "blocks":
        more = [pa.field(name, kind, metadata={"description": words}) for name, kind, words in _MORE_OF_BLOCKS]
        field = field.with_type(pa.list_(pa.struct([*field.type.value_type, *more])))
    yield field
    if field.name in TIMESTAMPS:
        words = f"{field.name} as a timestamp in UTC: midnight for a bare date, and UTC for a time without offset."
        yield pa.field(f"{field.name}_timestamp", pa.timestamp("us", "UTC"), metadata={"description": words})


def _fields(kind: type) -> Iterator[pa.Field]:
    docs = field_docs(kind)
    for name, hint in field_types(kind).items():
        doc = {"description": " ".join(docs[name].split())} if name in docs else None
        yield pa.field(name, _type(hint), metadata=doc)


def _type(hint: Any) -> pa.DataType:
    if simple := {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(hint):
        return simple
    if get_origin(hint) is list:
        return pa.list_(_type(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return pa.struct([pa.field(field.name, pa.string()) for field in fields(Article)])
    assert is_dataclass(hint) and isinstance(hint, type), f"no Arrow type for {hint}"
    return pa.struct(list(_fields(hint)))
