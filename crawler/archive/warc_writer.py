"""Write WARC files: each record at once, and a new file for each run and at a size."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO


class Recording:
    """WARC files in a folder. Raises ``OSError`` if a record cannot be written; nothing of it remains then.

    After a kill, a file can be read up to its last complete record.
    """

    def __init__(self, folder: Path, size: int, head: Callable[[str], bytes]) -> None:
        """``size``: bytes after which a file is full; ``head``: returns the first record of a file by its name."""
        self._folder, self._size, self._head = folder, size, head
        self._file: IO[bytes] | None = None
        self._at = 0

    def write(self, records: Iterable[bytes]) -> None:
        """Append records, all to the same file."""
        if self._file and self._at >= self._size:
            self.close()
        if not self._file:
            self._file = self._begin()
        self._append(self._file, b"".join(records))

    def close(self) -> None:
        """Sync the file to disk and close it."""
        if self._file:
            try:
                os.fsync(self._file.fileno())
            finally:
                self._file.close()
                self._file = None

    def _begin(self) -> IO[bytes]:
        """Create a new file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        time, number = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"), 1
        while True:
            path = self._folder / f"copydesk-{time}-{number:04}.warc.gz"
            try:
                file = path.open("xb", buffering=0)
            except FileExistsError:
                number += 1
                continue
            self._at = 0
            self._append(file, self._head(path.name))
            return file

    def _append(self, file: IO[bytes], data: bytes) -> None:
        left = memoryview(data)
        try:
            while left:
                left = left[file.write(left) :]
        except OSError as error:
            os.truncate(file.fileno(), self._at)
            error.filename = error.filename or file.name
            raise
        self._at += len(data)
