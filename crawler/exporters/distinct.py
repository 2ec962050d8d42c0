"""Check that no file has two purposes, as a ledger that is also the output."""

from __future__ import annotations

import os
import stat
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from crawler.exporters.manifest import manifest_of
from crawler.exporters.writer_lock import OutputError

_LEDGER = ("", "-wal", "-shm", "-journal", ".lock")
"""Suffixes of the files next to a ledger."""


def ledger_files(path: str) -> list[str]:
    """Return a ledger and the files next to it."""
    return [path + end for end in _LEDGER] if path else []


def output_files(path: str, exact: bool) -> list[str]:
    """Return an output and, if it is exact, the files next to it; none for standard output."""
    if path in ("", "-"):
        return []
    return [path, f"{path}.open", str(manifest_of(Path(path)))] if exact else [path]


def check_distinct(files: Mapping[str, Iterable[str]]) -> None:
    """Raise :class:`OutputError` if two of these are one file, even by links; ``files``: paths by purpose."""
    found = {
        what: {identity: path for path in paths for identity in _identities(path)} for what, paths in files.items()
    }
    for (one, mine), (other, others) in combinations(found.items(), 2):
        for identity in mine.keys() & others.keys():
            raise OutputError(f"{one} and {other} are the same file, {others[identity]}; each takes one of its own.")


def _identities(path: str) -> Iterator[Hashable]:
    """Yield the identities of a file: its path and, if it exists, its inode. Devices and pipes may be shared."""
    try:
        status = os.stat(path)
    except OSError:
        yield os.path.realpath(path)
        return
    if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
        yield status.st_dev, status.st_ino
        yield os.path.realpath(path)
