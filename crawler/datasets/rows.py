"""Convert records to rows of a Parquet file, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from crawler.datasets.arrow_schema import TIMESTAMPS
from crawler.datasets.block_spans import from_spans, to_spans
from crawler.normalize.text import replace_surrogates
from crawler.record.items import Article

_LARGEST = 2**63
_NAMES = tuple(field.name for field in fields(Article))


def to_row(record: dict[str, Any], spans: bool = True) -> dict[str, Any]:
    """Return the record with a timestamp for each of :data:`TIMESTAMPS`.

    ``spans``: whether the texts of its blocks are given as spans of its body.
    """
    row = record | {f"{name}_timestamp": to_timestamp(record.get(name)) for name in TIMESTAMPS}
    if spans:
        row["blocks"] = to_spans(record["blocks"], record["article_body"])
    return row


def from_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return the record from which :func:`to_row` made a row."""
    record = {name: row[name] for name in _NAMES if name in row}
    record["blocks"] = from_spans(row["blocks"], row["article_body"])
    record["provenance"] = {
        name: origin for name, origin in (row.get("provenance") or {}).items() if origin is not None
    }
    return record


def to_timestamp(text: str | None) -> datetime | None:
    """Return an ISO 8601 date as a time in UTC, None if it is invalid or out of range.

    >>> to_timestamp("2026-04-02T10:00:00+09:00"), to_timestamp("2026-04-02")
    (datetime.datetime(2026, 4, 2, 1, 0, tzinfo=datetime.timezone.utc), datetime.datetime(2026, 4, 2, 0, 0, tzinfo=datetime.timezone.utc))
    >>> to_timestamp("April"), to_timestamp("0001-01-01T00:00+09:00")
    (None, None)
    """  # noqa: E501
    try:
        moment = datetime.fromisoformat(text or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def to_batch(rows: Sequence[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    """Return the rows as a batch, with U+FFFD for each lone surrogate, and null for integers of more than 64 bits."""
    try:
        return pa.RecordBatch.from_pylist(list(rows), schema)
    except (UnicodeEncodeError, OverflowError, pa.ArrowInvalid):
        return pa.RecordBatch.from_pylist([_fitting(row) for row in rows], schema)


def _fitting(value: Any) -> Any:
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, dict):
        return {name: _fitting(item) for name, item in value.items()}
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        return None
    return [_fitting(item) for item in value] if isinstance(value, list) else value
