"""Repair an incomplete last line, as a full disk or a kill leaves it: end it if it is complete, else move it away."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_CHUNK = 1 << 16
_MOST = 1 << 26
"""Most bytes of a line that is checked; a longer one is not a record."""


@contextmanager
def blame(path: Path | str) -> Iterator[None]:
    """Add the file name to ``OSError`` without one."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def end_line(path: Path) -> str:
    """Make a JSON Lines file end with a line end; return a sentence about what was done, empty if nothing was.

    Half a record is moved to a file next to it, whose name ends in ``.unfinished``.
    """
    with blame(path), path.open("r+b") as file:
        start = _start_of_last(file)
        if start is None:
            return ""
        file.seek(start)
        last = file.read(_MOST + 1)
        if len(last) > _MOST or _is_json(last):
            file.seek(0, os.SEEK_END)
            file.write(b"\n")
            return f"{path} ended without a line end, which was added."
        unfinished = set_aside(path, last + b"\n")
        file.truncate(start)
    return f"{path} ended within a record; its {len(last):,} bytes were moved to {unfinished}."


def set_aside(path: Path, data: bytes) -> Path:
    """Append data that cannot stay in a file to its ``.unfinished`` file, and sync that to disk."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with blame(unfinished), unfinished.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return unfinished


def _start_of_last(file: IO[bytes]) -> int | None:
    """Return where the last line begins; None if it is complete or there is none."""
    at = end = file.seek(0, os.SEEK_END)
    while at:
        size = min(_CHUNK, at)
        file.seek(at - size)
        chunk = file.read(size)
        if at == end and chunk.endswith(b"\n"):
            return None
        if (found := chunk.rfind(b"\n")) >= 0:
            return at - size + found + 1
        at -= size
    return 0 if end else None


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
