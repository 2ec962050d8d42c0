"""Records as rows of the Arrow schema: the same values, and timestamps beside the text of dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from crawler.datasets.arrow_schema import TIMESTAMPS


def to_row(record: dict[str, Any]) -> dict[str, Any]:
    """The record with a timestamp beside each of :data:`TIMESTAMPS`."""
    return record | {f"{name}_timestamp": to_timestamp(record.get(name)) for name in TIMESTAMPS}


def to_timestamp(text: str | None) -> datetime | None:
    """An ISO 8601 date as a moment in UTC, ``None`` if it is none.

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
    """The rows as a batch; half characters, which JSON can spell and UTF-8 cannot, become question marks."""
    try:
        return pa.RecordBatch.from_pylist(list(rows), schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist([_whole(row) for row in rows], schema)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {name: _whole(item) for name, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list) else value
