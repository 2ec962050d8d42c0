"""Records from Parquet files of ours, as they were written."""

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

_BATCH = 256


def read_parquet(path: str, on_error: OnError, accept: Accept = to_current) -> Iterator[dict[str, Any]]:
    """Yield the records of a file in flat memory; what is none of ours, or broken, goes to ``on_error``.

    ``accept`` gives the record of a row, or raises ``ValueError``.

    A file of an older version of the contract has fewer columns; what it does not have is unknown.
    """
    try:
        with pq.ParquetFile(path) as file:
            known = [name for name in arrow_schema().names if name in file.schema_arrow.names]
            if not {"id", "url", "article_body", "blocks"}.issubset(known):
                message = f"{path} holds no article records: it has not all of their columns."
                on_error(Failure(path, "no-article", message))
                return
            batches = file.iter_batches(_BATCH, columns=known)
            for number, row in enumerate((row for batch in batches for row in batch.to_pylist()), 1):
                try:
                    yield accept(from_row(row))
                except ValueError as error:
                    on_error(Failure(path, "damaged", f"Row {number} of {path} {error}."))
    except (pa.ArrowException, OSError) as error:
        on_error(Failure(path, "damaged", f"{path} is a damaged or cut-off Parquet file: {error}."))
