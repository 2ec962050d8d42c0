"""Bytes that may be gzipped, as a stream of plain bytes with a bound on their size."""

from __future__ import annotations

import gzip
import io
from typing import IO

MOST_BYTES = 100_000_000
"""Twice what the sitemap protocol allows in one file."""


class _Bounded(io.RawIOBase):
    """Reads at most so many bytes of a stream, then behaves as if it ended."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(min(len(buffer), self._left))
        except (OSError, EOFError):  # a broken or cut-off gzip member: what came before it counts
            data = b""
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def unpack(stream: IO[bytes], most: int = MOST_BYTES) -> io.BufferedReader:
    """A buffered stream of plain bytes, ``most`` of them at the most; gzip is told by its first two bytes."""
    head = stream.read(2)
    whole: IO[bytes] = io.BufferedReader(_Joined(head, stream))
    if head == b"\x1f\x8b":
        whole = gzip.GzipFile(fileobj=whole)  # type: ignore[assignment]
    return io.BufferedReader(_Bounded(whole, most))


class _Joined(io.RawIOBase):
    """A stream whose first bytes have been read already."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._stream.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
