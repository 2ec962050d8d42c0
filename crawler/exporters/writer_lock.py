"""Allow one writer per output file, by whatever name it is opened."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO


class OutputError(Exception):
    """An output file cannot be written as requested; the message is one sentence."""


class WriterLock:
    """Lock of a file until it is released or the process ends, even if it is killed.

    The lock is on the file itself (https://man7.org/linux/man-pages/man2/flock.2.html), so links to it and other
    paths lead to the same lock. A file that is not regular, such as ``/dev/null``, is not locked.
    """

    def __init__(self, path: Path, remove_empty: bool = False) -> None:
        """Lock a file, which is created if it is missing. Raises :class:`OutputError` if another run has it.

        ``remove_empty``: whether a file that was created is removed if nothing is written before the release.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._remove = remove_empty and not path.exists()
        self._file = _hold(path) if path.is_file() or not path.exists() else None

    def release(self) -> None:
        """Release the lock."""
        if self._file is None:
            return
        if self._remove and _is_at(self._file, self._path) and not os.fstat(self._file.fileno()).st_size:
            self._path.unlink()
        self._file.close()
        self._file = None


def lock_all(paths: Iterable[Path]) -> list[WriterLock]:
    """Lock all of these files or none; empty ones stay.

    Raises :class:`OutputError` if another run has one of them.
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
        if _is_at(file, path):  # and was not removed by a run that has just ended
            return file
        file.close()


def _lock(file: IO[bytes]) -> bool:
    """Return whether the lock was taken; without support for locks it always is."""
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
