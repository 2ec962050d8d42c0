"""Texts in a search for duplicates: a few bytes each in memory, their shingles and bands on disk."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO, Any, Self

import numpy as np

from crawler.datasets.candidates import BANDS, band_keys
from crawler.datasets.shingles import shingles, tokens, width_of
from crawler.exporters.line_end import blame

_BATCH = 1024


class TextStore:
    """Texts by number, from 0. A context manager, which deletes its temporary files on exit."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder``: for temporary files; by default, that of the system."""
        self._folder = folder
        self._shingles, self._bands = _file(folder), _file(folder)
        self._ends, self._widths = array("Q", [0]), array("B")
        self._sizes = array("L")
        """Number of texts in each batch of bands."""
        self._waiting: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._shingles.close()
        self._bands.close()

    def __len__(self) -> int:
        return len(self._widths)

    def add(self, text: str) -> int:
        """Add a text; return the number of its words."""
        words = tokens(text)
        width = width_of(words)
        hashes = shingles(words, width)
        with blame(self._folder or Path("the temporary folder")):
            # 32 bits are enough: only ten or more equal hashes in a row count
            self._shingles.write(hashes.astype(np.uint32).tobytes())
        self._ends.append(self._ends[-1] + 4 * len(hashes))
        self._widths.append(width)
        self._waiting.append(hashes)
        if len(self._waiting) >= _BATCH:
            self._sign()
        return len(words)

    def width(self, number: int) -> int:
        """Return the number of tokens in a shingle of a text."""
        return self._widths[number]

    def shingles(self, number: int) -> Any:
        """Return the shingles of a text, in reading order."""
        self._shingles.seek(self._ends[number])
        return np.frombuffer(self._shingles.read(self._ends[number + 1] - self._ends[number]), np.uint32)

    def bands(self) -> Iterator[Any]:
        """Yield for each band the keys of all texts."""
        self._sign()
        for band in range(BANDS):
            yield np.concatenate([np.zeros(0, np.uint64), *self._read_band(band)])

    def _read_band(self, band: int) -> Iterator[Any]:
        start = 0
        for size in self._sizes:
            self._bands.seek(start + 8 * size * band)
            yield np.frombuffer(self._bands.read(8 * size), np.uint64)
            start += 8 * size * BANDS

    def _sign(self) -> None:
        if self._waiting:
            with blame(self._folder or Path("the temporary folder")):
                self._bands.write(np.ascontiguousarray(band_keys(self._waiting)).tobytes())
            self._sizes.append(len(self._waiting))
        self._waiting = []


def _file(folder: Path | None) -> IO[bytes]:
    return TemporaryFile(dir=folder)
