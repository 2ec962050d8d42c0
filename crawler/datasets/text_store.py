"""What is kept of texts while they are compared: in memory what is small, on disk their shingles and signatures."""

from __future__ import annotations

from array import array
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

import numpy as np

from crawler.datasets.candidates import PERMUTATIONS, signatures
from crawler.datasets.shingles import shingles, tokens, width_of

_BATCH = 512


class TextStore:
    """Texts by their number, from 0 on. A context manager: its files are gone when it is left."""

    def __init__(self) -> None:
        self._shingles, self._signatures = TemporaryFile(), TemporaryFile()  # noqa: SIM115 (closed on exit)
        self._ends, self._widths = array("Q", [0]), array("B")
        self._waiting: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._shingles.close()
        self._signatures.close()

    def __len__(self) -> int:
        return len(self._widths)

    def add(self, text: str) -> int:
        """Take a text; the number of its words."""
        words = tokens(text)
        width = width_of(words)
        hashes = shingles(words, width)
        self._shingles.write(hashes.tobytes())
        self._ends.append(self._ends[-1] + 8 * len(hashes))
        self._widths.append(width)
        self._waiting.append(hashes)
        if len(self._waiting) >= _BATCH:
            self._sign()
        return len(words)

    def width(self, number: int) -> int:
        """Tokens of a shingle of a text."""
        return self._widths[number]

    def shingles(self, number: int) -> Any:
        """The shingles of a text, in reading order."""
        self._shingles.seek(self._ends[number])
        return np.frombuffer(self._shingles.read(self._ends[number + 1] - self._ends[number]), np.uint64)

    def signatures(self) -> Any:
        """A row for each text, mapped from disk."""
        self._sign()
        self._signatures.flush()
        if not len(self):
            return np.zeros((0, PERMUTATIONS), np.uint32)
        return np.memmap(self._signatures, np.uint32, "r", shape=(len(self), PERMUTATIONS))

    def _sign(self) -> None:
        self._signatures.write(signatures(self._waiting).tobytes())
        self._waiting = []
