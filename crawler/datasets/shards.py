"""Parquet shards of one split. Shards that an interrupted run had finished are kept and not written again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pyarrow.parquet as pq

from crawler.datasets.parquet import LEVEL, ParquetFile
from crawler.exporters.line_end import blame


class Shards:
    """Writes ``FOLDER/SPLIT-00000.parquet`` and so on; each appears when it is complete."""

    def __init__(self, folder: Path, split: str, most: int, level: int = LEVEL) -> None:
        """``most``: uncompressed bytes of text per shard; ``level``: Zstandard level."""
        self._folder, self._split, self._most, self._level = folder, split, most, level
        self._number, self._skip, self._size = 0, 0, 0
        self._file: IO[bytes] | None = None
        self._rows: ParquetFile | None = None
        self._resume()

    def add(self, record: dict[str, Any], size: int) -> None:
        """Add a record of so many bytes."""
        if self._skip:
            self._skip -= 1
            if not self._skip:
                self._number += 1
                self._resume()
            return
        with blame(self._path()):
            if self._rows is None:
                self._file = self._unfinished().open("wb")
                self._rows = ParquetFile(self._file, level=self._level)
            self._rows.add(record)
        self._size += size
        if self._size >= self._most:
            self.close()

    def close(self) -> None:
        """Finish the shard."""
        if self._rows is None or self._file is None:
            return
        with blame(self._path()):
            self._rows.close()
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self._unfinished(), self._path())
        self._rows, self._file, self._size = None, None, 0
        self._number += 1
        self._resume()

    def abandon(self) -> None:
        """Close without finishing the open shard; the next run writes it again."""
        if self._file:
            with suppress(OSError):
                self._file.close()

    def _resume(self) -> None:
        if self._path().exists():
            self._skip = pq.read_metadata(self._path()).num_rows

    def _path(self) -> Path:
        return self._folder / f"{self._split}-{self._number:05}.parquet"

    def _unfinished(self) -> Path:
        return self._path().with_suffix(".unfinished")
