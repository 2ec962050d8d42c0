"""Append to a file: a write that a full disk ends is undone."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from crawler.exporters.line_end import blame


def append(file: IO[bytes], data: bytes, path: Path) -> int:
    """Append data, sync it, and return the size of the file. A partial write is undone."""
    with blame(path):
        start = file.seek(0, os.SEEK_END)
        left = memoryview(data)
        try:
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):  # of a device
                file.truncate(start)
            raise
        return file.tell()


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; 0 if there is none."""
    return path.stat().st_size if path.exists() else 0
