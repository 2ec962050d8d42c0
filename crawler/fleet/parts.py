"""Files that are being written, under temporary names."""

from __future__ import annotations

import hashlib
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from crawler.fleet.remote import Folder

PART = ".part"
"""Ending of files that are being written; their names begin with a dot, the machine and the process."""
_NUMBERS = count()


class Hashed:
    """A file wrapper that counts and hashes what is written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Take data."""
        self.digest.update(data)
        self.size += len(data)
        return self._file.write(data)


@contextmanager
def part_file(folder: Folder) -> Iterator[Path]:
    """Yield a temporary file in the folder, or a local one for a remote folder; delete it at the end if it exists."""
    here = folder.scratch()
    if here:
        here.mkdir(parents=True, exist_ok=True)
    path = Path(here or tempfile.gettempdir(), f".{socket.gethostname()}-{os.getpid()}-{next(_NUMBERS)}{PART}")
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def sweep(folder: Folder) -> None:
    """Delete temporary files of processes of this machine that have ended, which were killed."""
    here = folder.scratch()
    for path in here.glob(f".{socket.gethostname()}-*{PART}") if here else ():
        process = path.name.removesuffix(PART).rsplit("-", 2)[1]
        if process.isdecimal() and not _runs(int(process)):
            path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True


def sync(target: BinaryIO) -> None:
    """Nothing is renamed before it is on the disk."""
    target.flush()
    os.fsync(target.fileno())
