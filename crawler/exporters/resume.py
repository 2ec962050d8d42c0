"""Resume a file of lines: uncertain lines of the last run are removed, those of others never."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from crawler.exporters.append import size_of
from crawler.exporters.line_end import blame, end_line
from crawler.exporters.members import end_members, holds_only
from crawler.exporters.writer_lock import OutputError

_HEAD, _TAIL = 64, 4096
_SHOWN = 40


class Resumed(NamedTuple):
    """The state of a resumed file."""

    size: int
    taken: int = 0
    """Number of uncertain lines that stay, because others have written after them."""
    note: str = ""
    """A sentence about a repair; empty if there was none."""


def mark(path: Path, size: int) -> str:
    """Return a mark that identifies the first ``size`` bytes of a file: their beginning, and a hash of their end."""
    if not size:
        return ""
    with path.open("rb") as file:
        return _mark(file, size)


def resume(path: Path, size: int, known: str, uncertain: Sequence[bytes] = ()) -> Resumed:
    """Resume a file of lines that had ``size`` bytes and the mark ``known`` when it was last certain.

    ``uncertain``: lines that may follow those bytes, completely or in part. A file that is missing or empty is started
    again. Raises :class:`OutputError` if it is another file now.
    """
    found = size_of(path)
    if not found:
        return Resumed(0)
    _check(path, size, known)
    if found < size:
        return _ended(path)
    with blame(path), path.open("r+b") as file:
        file.seek(size)
        taken = _count(file, uncertain)
        at = size + sum(map(len, uncertain[:taken]))
        file.seek(at)
        rest = file.read(len(uncertain[taken]) + 1 if taken < len(uncertain) else 1)
        is_ours = not rest or (taken < len(uncertain) and uncertain[taken].startswith(rest))
        if is_ours or not _has_data(file, at):  # a power cut leaves zeros
            file.truncate(size)
            return Resumed(size)
    return _ended(path, taken)


def resume_packed(path: Path, size: int, known: str, lines: Path) -> Resumed:
    """Resume a compressed file; ``lines``: file of lines that may have been compressed after those bytes.

    Raises :class:`OutputError` if it is another file now.
    """
    found = size_of(path)
    if not found:
        return Resumed(0)
    _check(path, size, known)
    if found > size and lines.exists() and holds_only(path, size, lines):
        with blame(path):
            os.truncate(path, size)
        return Resumed(size)
    note = end_members(path, size if found >= size else 0) if found != size else ""
    return Resumed(size_of(path), note=note)


def _ended(path: Path, taken: int = 0) -> Resumed:
    note = end_line(path)
    return Resumed(size_of(path), taken, note)


def _check(path: Path, size: int, known: str) -> None:
    """Raise an error if a file does not begin with what was written. Older ledgers have no marks."""
    found = size_of(path)
    if not known or not size:
        return
    with path.open("rb") as file:
        head = file.read(_HEAD)
        expected = bytes.fromhex(known.partition(":")[0])
        if found < size and head == expected[:found]:
            return
        if found >= size and _mark(file, size) == known:
            return
    raise OutputError(
        f"{path} is not the file that the last run wrote: it has {found:,} bytes that begin with {_shown(head)}, "
        f"expected were {size:,} that begin with {_shown(expected)}; move it away, or give another output."
    )


def _mark(file: IO[bytes], size: int) -> str:
    file.seek(0)
    head = file.read(min(_HEAD, size))
    file.seek(max(0, size - _TAIL))
    tail = file.read(min(_TAIL, size))
    return f"{head.hex()}:{hashlib.blake2b(tail, digest_size=8).hexdigest()}"


def _count(file: IO[bytes], lines: Sequence[bytes]) -> int:
    """Return how many of these lines come next."""
    for count, line in enumerate(lines):
        if file.read(len(line)) != line:
            return count
    return len(lines)


def _has_data(file: IO[bytes], at: int) -> bool:
    file.seek(at)
    while chunk := file.read(1 << 16):
        if chunk.strip(b"\0"):
            return True
    return False


def _shown(data: bytes) -> str:
    return f"“{data[:_SHOWN].decode('utf-8', 'replace')}”"
