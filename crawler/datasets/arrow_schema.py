"""The Arrow schema of a record, made from the item classes (https://arrow.apache.org/docs/format/Columnar.html).

Dates are text, as in JSON Lines: a bare date stays a bare date. ``provenance`` is a struct with the names of the fields
rather than a map, because the readers of JSON of pyarrow, polars and Hugging Face datasets know no maps.
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
"""Dates that have a column of timestamps beside them in Parquet, ``date_published_timestamp`` and so on."""


@cache
def arrow_schema(timestamps: bool = False) -> pa.Schema:
    """The schema of records as JSON Lines have them; with ``timestamps``, that of Parquet files."""
    return pa.schema(list(_fields(Article, timestamps)), metadata={"copydesk.schema_version": SCHEMA_VERSION})


def _fields(kind: type, timestamps: bool = False) -> Iterator[pa.Field]:
    docs = field_docs(kind)
    for name, hint in field_types(kind).items():
        doc = {"description": " ".join(docs[name].split())} if name in docs else None
        yield pa.field(name, _type(hint), metadata=doc)
        if timestamps and name in TIMESTAMPS:
            words = f"{name} as a moment in UTC; a bare date is its first, and what has no offset is taken for UTC."
            yield pa.field(f"{name}_timestamp", pa.timestamp("us", "UTC"), metadata={"description": words})


def _type(hint: Any) -> pa.DataType:
    if simple := {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}.get(hint):
        return simple
    if get_origin(hint) is list:
        return pa.list_(_type(get_args(hint)[0]))
    if get_origin(hint) is dict:
        return pa.struct([pa.field(field.name, pa.string()) for field in fields(Article)])
    assert is_dataclass(hint) and isinstance(hint, type), f"no Arrow type for {hint}"
    return pa.struct(list(_fields(hint)))
