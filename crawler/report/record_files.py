"""Files of records, here and at addresses such as ``s3://``: those of a folder, their sizes and their bytes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from crawler.fleet.remote import Folder, as_os_error, check_address, is_remote, open_filesystem

_RECORDS = re.compile(r"(?!\.)[^/]*\.(jsonl|jl|parquet)(\.gz|\.zst)?", re.IGNORECASE)
_ENDINGS = ".jsonl, .jsonl.gz, .jsonl.zst or .parquet"
_PATTERN = re.compile(r"[*?\[]")


class NoRecordFiles(Exception):
    """A folder or pattern has no files of records; the message is one sentence."""


def expand(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths name: files, ``-``, folders with all below them, and patterns at addresses.

    In a folder only files whose names say that they hold records count, so neither those that are being written nor
    segments that are not listed yet (:mod:`crawler.fleet.segments`).

    :raises NoRecordFiles: if a folder or pattern has none.
    :raises OSError: if a folder cannot be read.
    :raises crawler.fleet.remote.BadAddress: if no file system supports an address.
    """
    for path in paths:
        if is_remote(path) and _PATTERN.search(path):
            yield from _found(path, _matches(path))
        elif Path(path).is_dir() or (is_remote(path) and path.endswith("/")):
            names = Folder(path).names("")
            yield from _found(path, [f"{path.rstrip('/')}/{name}" for name in names if _is_of_records(name)])
        else:
            if is_remote(path):
                check_address(path)
            yield path


def open_records(path: str) -> BinaryIO:
    """Open a file of records.

    :raises OSError: if it cannot be read.
    """
    if not is_remote(path):
        return open(path, "rb")
    system, name = open_filesystem(path)
    with as_os_error(path):
        return cast(BinaryIO, system.open(name, "rb"))


def size_of(path: str) -> int:
    """Return the size of a file in bytes.

    :raises OSError: if it cannot be read.
    """
    if not is_remote(path):
        return os.path.getsize(path)
    system, name = open_filesystem(path)
    with as_os_error(path):
        return int(system.size(name))


def _matches(path: str) -> list[str]:
    system, name = open_filesystem(path)
    with as_os_error(path):
        return sorted(system.unstrip_protocol(found) for found in system.glob(name))


def _found(path: str, files: list[str]) -> list[str]:
    if not files:
        raise NoRecordFiles(f"{path} has no files of records; their names end in {_ENDINGS}.")
    return files


def _is_of_records(name: str) -> bool:
    return _RECORDS.fullmatch(name.rpartition("/")[2]) is not None
