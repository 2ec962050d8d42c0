"""Write Parquet files of records (https://parquet.apache.org/docs/file-format/) in constant memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.datasets.arrow_schema import parquet_schema
from crawler.datasets.rows import to_batch, to_row

ROW_GROUP = 100_000_000
"""Bytes of values in a row group, which readers load at once."""
_BATCH = 256
"""Number of records that are converted to columns at once."""
LEVEL = 9
"""Zstandard level: a tenth smaller than the default, and still far faster than extraction."""
_PAGE = 8_000_000
"""Bytes of a page, which Zstandard compresses at once; with pyarrow's default of 1 MB, bodies are 2 % larger."""
_START = "blocks.list.element.spans.list.element.start"
"""Column of ascending numbers; delta encoding makes it a fifth smaller."""


class ParquetFile:
    """Writer of records to one file. A context manager; the file is complete on exit."""

    def __init__(
        self, file: IO[bytes], columns: Sequence[str] = (), row_group: int = ROW_GROUP, level: int = LEVEL
    ) -> None:
        """``columns``: names of the columns to write, in this order; all if empty."""
        schema = parquet_schema()
        self._schema = pa.schema([schema.field(name) for name in columns], schema.metadata) if columns else schema
        self._spans = "article_body" in self._schema.names  # without the body, spans would refer to nothing
        self._row_group, self._rows, self._size = row_group, list[dict[str, Any]](), 0
        self._batches: list[pa.RecordBatch] = []
        self._writer = pq.ParquetWriter(
            Sink(file), self._schema, compression="zstd", compression_level=level, write_page_index=True,
            data_page_size=_PAGE, **_encodings(self._schema),
        )  # fmt: skip
        self.records = 0

    def add(self, record: dict[str, Any]) -> None:
        """Add a record; it is written with its row group."""
        self._rows.append(to_row(record, self._spans))
        self.records += 1
        if len(self._rows) >= _BATCH:
            self._gather()

    def close(self) -> None:
        """Write the last row group and the footer."""
        self._gather()
        self._write()
        self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None:
            self.close()

    def _gather(self) -> None:
        if self._rows:
            self._batches.append(to_batch(self._rows, self._schema))
            self._size += self._batches[-1].nbytes
            self._rows = []
        if self._size >= self._row_group:
            self._write()

    def _write(self) -> None:
        if self._batches:
            table = pa.Table.from_batches(self._batches, self._schema)
            self._writer.write_table(table, row_group_size=len(table))
        self._batches, self._size = [], 0


def _encodings(schema: pa.Schema) -> dict[str, Any]:
    """Return the encodings of columns: dictionaries, except for the body and the starts of its spans."""
    leaves = [leaf for field in schema for leaf in _leaves(field.name, field.type)]
    delta = {_START: "DELTA_BINARY_PACKED"} if _START in leaves else {}
    return {
        "use_dictionary": [leaf for leaf in leaves if leaf not in ("article_body", *delta)],
        "column_encoding": delta,
    }


def _leaves(path: str, kind: pa.DataType) -> Iterator[str]:
    """Yield the paths of the columns of a field, as Parquet names them."""
    if pa.types.is_struct(kind):
        for field in kind:
            yield from _leaves(f"{path}.{field.name}", field.type)
    elif pa.types.is_list(kind):
        yield from _leaves(f"{path}.list.element", kind.value_type)
    else:
        yield path


class Sink:
    """A write-only stream for pyarrow, which asks for the position; a pipe has none."""

    closed = False

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._position = file, 0

    def write(self, data: bytes) -> int:
        """Write the data; return its size in bytes."""
        self._file.write(data)
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        """Return the number of bytes written."""
        return self._position

    def flush(self) -> None:
        """Flush the stream."""
        self._file.flush()

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """Do nothing: whoever opened the stream closes it."""
