"""How much of the stored files has been read, in bytes as they are stored."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from crawler.archive.stored_page import STORED_PAGES


class Meter:
    """Counts what is read of the files, for a message of progress."""

    def __init__(self) -> None:
        self.done = 0

    def metered(self, stream: IO[bytes]) -> IO[bytes]:
        """The stream; what is read of it counts."""
        return _Metered(stream, self)  # type: ignore[return-value]  # it has what readers call


class _Metered:
    """A stream of which each read counts."""

    def __init__(self, stream: IO[bytes], meter: Meter) -> None:
        self._stream, self._meter = stream, meter

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._meter.done += len(data)
        return data


def bytes_of(paths: Iterable[str]) -> int:
    """Bytes of all files that :func:`crawler.archive.read_paths` reads; 0 if one is a pipe, whose end nobody knows."""
    sizes = [_size(file) for path in paths for file in _files(path)]
    return 0 if None in sizes else sum(size or 0 for size in sizes)


def _files(path: str) -> list[Path | int]:
    if path == "-":
        return [0]
    if not os.path.isdir(path):
        return [Path(path)]
    return [Path(here, name) for here, _, names in os.walk(path) for name in filter(STORED_PAGES.search, names)]


def _size(file: Path | int) -> int | None:
    """Bytes of a file; 0 for one that cannot be read, None for what is no regular file."""
    try:
        found = os.stat(file)
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else None
