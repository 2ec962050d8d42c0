"""Decompress gzip, even nested, as a stream of limited size."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from typing import IO

from crawler.discover.encoding import wide_encoding

MOST_BYTES = 100_000_000
"""Twice what the sitemap protocol allows in one file."""
_MOST_LAYERS = 3
"""Most layers of gzip; some servers compress files that are already compressed."""


class _Bounded(io.RawIOBase):
    """Reads a limited number of bytes of a stream, and then ends."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(min(len(buffer), self._left))
        except (OSError, EOFError, zlib.error):  # a broken or incomplete gzip member: the data before it counts
            data = b""
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


class _InUtf8(io.RawIOBase):
    """Converts a stream to UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._decoder, self._rest = stream, codecs.getincrementaldecoder(encoding)("replace"), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest and (data := self._stream.read(len(buffer))):
            self._rest = self._decoder.decode(data).encode()
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def unpack(stream: IO[bytes], most: int = MOST_BYTES) -> io.BufferedReader:
    """Return a buffered stream of at most ``most`` plain bytes; gzip is recognized by its first two bytes."""
    plain: io.BufferedReader = io.BufferedReader(_Bounded(stream, most))
    for _ in range(_MOST_LAYERS):
        if not plain.peek().startswith(b"\x1f\x8b"):
            break
        plain = io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=plain), most))  # type: ignore[arg-type]
    return plain


def in_utf8(stream: io.BufferedReader) -> tuple[io.BufferedReader, str | None]:
    """Return a stream with UTF-16 and UTF-32 converted to UTF-8, and the encoding that its parser must use."""
    wide = wide_encoding(stream.peek())
    return (io.BufferedReader(_InUtf8(stream, wide)), "utf-8") if wide else (stream, None)
