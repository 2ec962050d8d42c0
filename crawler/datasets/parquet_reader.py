"""Read records from Parquet files that Copydesk wrote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.datasets.arrow_schema import arrow_schema
from crawler.datasets.rows import from_row
from crawler.errors import Failure
from crawler.record.migrate import to_current
from crawler.report.read_records import Accept, OnError
from crawler.report.record_files import open_records

_BATCH = 256


def read_parquet(path: str, on_error: OnError, accept: Accept = to_current) -> Iterator[dict[str, Any]]:
    """Yield the records of a file in constant memory; ``on_error`` gets a failure for each invalid row or file.

    ``accept`` returns the record of a row, or raises ``ValueError``.

    A file of an older schema version has fewer columns; the missing fields are empty.
    """
    try:
        with open_records(path) as source, pq.ParquetFile(source) as file:
            known = [name for name in arrow_schema().names if name in file.schema_arrow.names]
            if not {"id", "url", "article_body", "blocks"}.issubset(known):
                message = f"{path} holds no article records: columns are missing."
                on_error(Failure(path, "no-article", message))
                return
            batches = file.iter_batches(_BATCH, columns=known)
            for number, row in enumerate((row for batch in batches for row in batch.to_pylist()), 1):
                try:
                    yield accept(from_row(row))
                except ValueError as error:
                    on_error(Failure(path, "damaged", f"Row {number} of {path} {error}."))
    except (pa.ArrowException, OSError) as error:
        on_error(Failure(path, "damaged", f"{path} is a damaged or truncated Parquet file: {error}."))
