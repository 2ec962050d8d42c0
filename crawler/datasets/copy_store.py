"""Articles in a search for duplicates: a few bytes each in memory, the rest on disk."""

from __future__ import annotations

import json
from array import array
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

import numpy as np

from crawler.datasets.origin import Copy
from crawler.datasets.revisions import key_of
from crawler.exporters.line_end import blame

_values = attrgetter(*(field.name for field in fields(Copy)))


class CopyStore:
    """Articles by number, from 0. A context manager, which deletes its file on exit."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder, self._file = folder, TemporaryFile(dir=folder)  # noqa: SIM115 (closed on exit)
        self._starts, self._words = array("Q", [0]), array("L")
        self._bodies, self._live = array("Q"), array("B")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, number: int) -> Copy:
        self._file.seek(self._starts[number])
        values = json.loads(self._file.read(self._starts[number + 1] - self._starts[number]))
        values[5] = tuple(values[5])  # source_organizations
        return Copy(*values)

    def add(self, copy: Copy) -> None:
        """Add the next article."""
        line = json.dumps(_values(copy), ensure_ascii=True).encode()
        with blame(self._folder or Path("the temporary folder")):
            self._file.write(line)
        self._starts.append(self._starts[-1] + len(line))
        self._words.append(copy.words)
        self._bodies.append(key_of(copy.body_hash))
        self._live.append(copy.is_live)

    def words(self, number: int) -> int:
        """Return the number of words of an article's body."""
        return self._words[number]

    def is_live(self, number: int) -> bool:
        """Return whether an article is a live blog."""
        return bool(self._live[number])

    def bodies(self) -> Any:
        """Return a number for each body; bodies with the same words have the same number."""
        return np.frombuffer(self._bodies, np.uint64)

    def have_words(self, least: int) -> Any:
        """Return whether each body has at least so many words: an array of bool."""
        return np.frombuffer(self._words, np.uint) >= least
