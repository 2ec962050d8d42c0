"""No file for two things: a ledger that is the output, too, would be written over."""

from __future__ import annotations

import os
import stat
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from crawler.exporters.exact_feed import manifest_of
from crawler.exporters.writer_lock import OutputError

_LEDGER = ("", "-wal", "-shm", "-journal", ".lock")
"""What SQLite and we ourselves put beside a ledger."""


def ledger_files(path: str) -> list[str]:
    """A ledger and the files beside it."""
    return [path + end for end in _LEDGER] if path else []


def output_files(path: str, exact: bool) -> list[str]:
    """An output and, where it is exact, the files beside it; none for standard output."""
    if path in ("", "-"):
        return []
    return [path, f"{path}.open", str(manifest_of(Path(path)))] if exact else [path]


def check_distinct(files: Mapping[str, Iterable[str]]) -> None:
    """Raise :class:`OutputError` where two of these are one file, be it by links; ``files``: by what they are for."""
    found = {
        what: {identity: path for path in paths for identity in _identities(path)} for what, paths in files.items()
    }
    for (one, mine), (other, others) in combinations(found.items(), 2):
        for identity in mine.keys() & others.keys():
            raise OutputError(f"{one} and {other} are the same file, {others[identity]}; each takes one of its own.")


def _identities(path: str) -> Iterator[Hashable]:
    """What tells a file from others: its place and, if it is there, its number. Devices and pipes may be shared."""
    try:
        status = os.stat(path)
    except OSError:
        yield os.path.realpath(path)
        return
    if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
        yield status.st_dev, status.st_ino
        yield os.path.realpath(path)
