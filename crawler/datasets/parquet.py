"""Parquet files of records (https://parquet.apache.org/docs/file-format/), written in flat memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.datasets.arrow_schema import parquet_schema
from crawler.datasets.rows import to_batch, to_row

ROW_GROUP = 100_000_000
"""Bytes of values in a row group: what a reader takes at once."""
_BATCH = 256
"""Records that are turned into columns at once."""
LEVEL = 9
"""Of Zstandard: a tenth smaller than its default, and still far faster than reading the pages was."""
_PAGE = 8_000_000
"""Bytes of a page, which is what Zstandard sees at once: with those of pyarrow, 1 MB, bodies are 2 % larger."""
_START = "blocks.list.element.spans.list.element.start"
"""Rises within a body, so its differences are what is stored: a fifth smaller."""


class ParquetFile:
    """Records into one file. A context manager: the file is whole once it is left."""

    def __init__(
        self, file: IO[bytes], columns: Sequence[str] = (), row_group: int = ROW_GROUP, level: int = LEVEL
    ) -> None:
        """``columns``: those of the schema that are written, in this order; all if there are none."""
        schema = parquet_schema()
        self._schema = pa.schema([schema.field(name) for name in columns], schema.metadata) if columns else schema
        self._spans = "article_body" in self._schema.names  # else there is nothing that they could point into
        self._row_group, self._rows, self._size = row_group, list[dict[str, Any]](), 0
        self._batches: list[pa.RecordBatch] = []
        self._writer = pq.ParquetWriter(
            Sink(file), self._schema, compression="zstd", compression_level=level, write_page_index=True,
            data_page_size=_PAGE, **_encodings(self._schema),
        )  # fmt: skip
        self.records = 0

    def add(self, record: dict[str, Any]) -> None:
        """Take a record; it is written with its row group."""
        self._rows.append(to_row(record, self._spans))
        self.records += 1
        if len(self._rows) >= _BATCH:
            self._gather()

    def close(self) -> None:
        """Write what is left, and the footer."""
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
    """How columns are encoded: with a dictionary of their values, except the body and where its stretches begin."""
    leaves = [leaf for field in schema for leaf in _leaves(field.name, field.type)]
    delta = {_START: "DELTA_BINARY_PACKED"} if _START in leaves else {}
    return {
        "use_dictionary": [leaf for leaf in leaves if leaf not in ("article_body", *delta)],
        "column_encoding": delta,
    }


def _leaves(path: str, kind: pa.DataType) -> Iterator[str]:
    """Paths of the columns of a field, as Parquet names them."""
    if pa.types.is_struct(kind):
        for field in kind:
            yield from _leaves(f"{path}.{field.name}", field.type)
    elif pa.types.is_list(kind):
        yield from _leaves(f"{path}.list.element", kind.value_type)
    else:
        yield path


class Sink:
    """A stream that only writes, as pyarrow wants one: it asks for the position, which a pipe does not know."""

    closed = False

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._position = file, 0

    def write(self, data: bytes) -> int:
        """Write all of it."""
        self._file.write(data)
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        """Bytes written so far."""
        return self._position

    def flush(self) -> None:
        """Pass on what the stream holds back."""
        self._file.flush()

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """The stream is closed by whoever opened it."""
