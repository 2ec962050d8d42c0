"""Compressed lines: concatenated gzip members (RFC 1952) or Zstandard frames (RFC 8878)."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import zstandard

from crawler.exporters.line_end import blame, set_aside

PACKERS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0),
    ".zst": lambda file: zstandard.ZstdCompressor(level=9).stream_writer(file, closefd=False),
}
"""By the suffix of the file."""
_UNPACKERS: dict[str, Callable[[], Any]] = {
    ".gz": lambda: zlib.decompressobj(31),
    ".zst": lambda: zstandard.ZstdDecompressor().decompressobj(),
}
_CHUNK = 1 << 16


def end_members(path: Path, start: int = 0) -> str:
    """Make a compressed file end with a complete member and a line end; return a sentence as ``end_line`` does.

    ``start``: the beginning of a member up to which the file is correct.
    """
    with blame(path), path.open("r+b") as file:
        end, last = start, b"\n"
        for end, last in _members(file, path.suffix.lower(), start):  # noqa: B007
            pass
        size = file.seek(0, os.SEEK_END)
        if end < size:
            file.seek(end)
            unfinished = set_aside(path, file.read())
            file.truncate(end)
        file.seek(end)
        if last != b"\n":
            with PACKERS[path.suffix.lower()](file) as packer:
                packer.write(b"\n")
    if end < size:
        return f"{path} is damaged or cut off; its last {size - end:,} bytes were moved to {unfinished}."
    return "" if last == b"\n" else f"{path} ended without a line end, which was added."


def holds_only(path: Path, start: int, lines: Path) -> bool:
    """Return whether a compressed file contains, from ``start`` on, only a beginning of these lines."""
    with path.open("rb") as file, lines.open("rb") as expected:
        file.seek(start)
        unpacker = _UNPACKERS[path.suffix.lower()]()
        while data := file.read(_CHUNK):
            try:
                plain = unpacker.decompress(data)
            except (zlib.error, zstandard.ZstdError):
                return False
            if expected.read(len(plain)) != plain or unpacker.unused_data:
                return False
    return True


def _members(file: IO[bytes], suffix: str, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield for each complete member its end, and the last byte of the data up to there."""
    file.seek(start)
    at, last, left = start, b"\n", b""
    while True:
        unpacker, data = _UNPACKERS[suffix](), left or file.read(_CHUNK)
        if not data:
            return
        while data:
            try:
                last = unpacker.decompress(data)[-1:] or last
            except (zlib.error, zstandard.ZstdError):
                return
            at += len(data) - len(unpacker.unused_data)
            if unpacker.eof:
                break
            data = file.read(_CHUNK)
        if not unpacker.eof:
            return
        left = unpacker.unused_data
        yield at, last
