"""Bytes that may be gzipped, once or again, as a stream of plain bytes with a bound on their size."""

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
"""Of gzip in gzip: a server packs what is packed already."""


class _Bounded(io.RawIOBase):
    """Reads at most so many bytes of a stream, then behaves as if it ended."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._stream.read(min(len(buffer), self._left))
        except (OSError, EOFError, zlib.error):  # a broken or cut-off gzip member: what came before it counts
            data = b""
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


class _InUtf8(io.RawIOBase):
    """A stream in another encoding, in UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._decoder, self._rest = stream, codecs.getincrementaldecoder(encoding)("replace"), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._rest and (data := self._stream.read(len(buffer))):
            self._rest = self._decoder.decode(data).encode("utf-8", "replace")
        data, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def unpack(stream: IO[bytes], most: int = MOST_BYTES) -> io.BufferedReader:
    """A buffered stream of plain bytes, ``most`` of them at the most; gzip is told by its first two bytes."""
    plain: io.BufferedReader = io.BufferedReader(_Bounded(stream, most))
    for _ in range(_MOST_LAYERS):
        if not plain.peek().startswith(b"\x1f\x8b"):
            break
        plain = io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=plain), most))  # type: ignore[arg-type]
    return plain


def in_utf8(stream: io.BufferedReader) -> tuple[io.BufferedReader, str | None]:
    """A stream whose text, if it is of wide units, is in UTF-8; and the encoding that its parser must take it for."""
    wide = wide_encoding(stream.peek())
    return (io.BufferedReader(_InUtf8(stream, wide)), "utf-8") if wide else (stream, None)
