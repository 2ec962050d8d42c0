"""Files that are being written, under temporary names."""

from __future__ import annotations

import hashlib
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from crawler.fleet.remote import Folder

PART = ".part"
"""Ending of files that are being written; their names begin with a dot, the machine and the process."""
_NUMBERS = count()
_OLD = 86_400
"""Seconds after which nobody writes to a temporary file any more."""


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
    here = folder.scratch() or Path(tempfile.gettempdir())
    here.mkdir(parents=True, exist_ok=True)
    path = here / f".{socket.gethostname()}-{os.getpid()}-{next(_NUMBERS)}{PART}"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def check_remote(folder: Folder) -> None:
    """Write an empty file to a remote folder and delete it. Raises ``OSError`` if that fails."""
    name = f".{socket.gethostname()}-{os.getpid()}.check"
    with part_file(folder) as part:
        part.touch()
        folder.take(part, name)
    folder.delete(name)


def sweep(folder: Folder) -> None:
    """Delete temporary files of processes that were killed: of this machine, and those a day old of others."""
    here = folder.scratch()
    own = f".{socket.gethostname()}-*{PART}"
    for path in here.glob(f".*{PART}") if here else Path(tempfile.gettempdir()).glob(own):
        if _is_left(path, path.match(own)):
            path.unlink(missing_ok=True)


def _is_left(path: Path, is_own: bool) -> bool:
    process = path.name.removesuffix(PART).rsplit("-", 2)[-2:][0]
    if is_own and process.isdecimal() and not _runs(int(process)):
        return True
    with suppress(OSError):  # it has just been renamed
        return path.stat().st_mtime < time.time() - _OLD
    return False


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
