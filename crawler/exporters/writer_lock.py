"""One writer for a file of output, whoever starts it and by whatever name of the file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO


class OutputError(Exception):
    """A file that cannot be written as it is asked; the message is one sentence."""


class WriterLock:
    """A file that is held until it is released or the process ends, however that ends.

    The lock lies on the file itself (https://man7.org/linux/man-pages/man2/flock.2.html), so that links to it and other
    spellings of its path lead to the same lock. What is no regular file, as ``/dev/null``, is not locked.
    """

    def __init__(self, path: Path, remove_empty: bool = False) -> None:
        """Make the file if there is none; :class:`OutputError` where another run holds it, ``OSError`` of the disk.

        ``remove_empty``: whether a file that it made goes when it is released and nothing was written.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._remove = remove_empty and not path.exists()
        self._file = _hold(path) if path.is_file() or not path.exists() else None

    def release(self) -> None:
        """Let others write it."""
        if self._file is None:
            return
        if self._remove and _is_at(self._file, self._path) and not os.fstat(self._file.fileno()).st_size:
            self._path.unlink()
        self._file.close()
        self._file = None


def lock_all(paths: Iterable[Path]) -> list[WriterLock]:
    """Lock files, all of them or none, and keep those to which nothing is written.

    :class:`OutputError` where another run has one of them.
    """
    locks: list[WriterLock] = []
    try:
        locks.extend(WriterLock(path) for path in paths)
    except BaseException:
        for lock in locks:
            lock.release()
        raise
    return locks


def _hold(path: Path) -> IO[bytes]:
    while True:
        file = path.open("ab")
        if not _lock(file):
            file.close()
            raise OutputError(f"{path} is being written by another run; each run takes an output of its own.")
        if _is_at(file, path):  # and was not removed by a run that ended just now
            return file
        file.close()


def _lock(file: IO[bytes]) -> bool:
    """Whether nobody else holds it; file systems and systems without locks have none to hold."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        pass
    return True


def _is_at(file: IO[bytes], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False
