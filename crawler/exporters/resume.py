"""Where a file of lines is gone on with: what the last run left uncertain is cut off, what others wrote never is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import IO, NamedTuple

from crawler.exporters.line_end import blame, end_line
from crawler.exporters.members import end_members, holds_only
from crawler.exporters.writer_lock import OutputError

_HEAD, _TAIL = 64, 4096
_SHOWN = 40


class Resumed(NamedTuple):
    """How a file stands."""

    size: int
    taken: int = 0
    """How many of the uncertain lines it has for good, since others have written behind them."""
    note: str = ""
    """A sentence about what had to be mended."""


def mark(path: Path, size: int) -> str:
    """What tells the first ``size`` bytes of a file from others: how they begin, and a hash of how they end."""
    if not size:
        return ""
    with path.open("rb") as file:
        return _mark(file, size)


def resume(path: Path, size: int, known: str, uncertain: Sequence[bytes] = ()) -> Resumed:
    """A file of lines that had ``size`` bytes and the mark ``known`` when it was last certain.

    ``uncertain``: lines that may stand behind those bytes, in whole or in part. :class:`OutputError` where the file is
    another one now; one that has gone or is empty is begun anew.
    """
    found = _size(path)
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
    """The same for a compressed file; ``lines``: what may have been compressed after those bytes.

    :class:`OutputError` where the file is another one now.
    """
    found = _size(path)
    if not found:
        return Resumed(0)
    _check(path, size, known)
    if found > size and lines.exists() and holds_only(path, size, lines):
        with blame(path):
            os.truncate(path, size)
        return Resumed(size)
    note = end_members(path, size if found >= size else 0) if found != size else ""
    return Resumed(_size(path), note=note)


def _ended(path: Path, taken: int = 0) -> Resumed:
    note = end_line(path)
    return Resumed(_size(path), taken, note)


def _check(path: Path, size: int, known: str) -> None:
    """Raise where a file does not begin with what was written, as far as it goes. Older ledgers know no marks."""
    found = _size(path)
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
    """How many of these lines come next."""
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


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
