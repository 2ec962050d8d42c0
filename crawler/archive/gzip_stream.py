"""A gzip stream as plain bytes that gives all it can before it tells of damage (RFC 1952)."""

from __future__ import annotations

import io
import zlib
from typing import Protocol

_SLICE = 1 << 13
"""Fed at once; what was packed into a slice before the damage in it is lost."""


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Gunzipped(io.RawIOBase):
    """Plain bytes of all members, one after another, for a reader that asks for ``read`` and ``tell`` alone.

    ``read`` raises ``EOFError`` where the stream is cut off and ``zlib.error`` where it is damaged: unlike
    ``gzip.GzipFile``, only when there is nothing left to give.
    """

    def __init__(self, stream: _Readable) -> None:
        self._stream, self._at, self._packed = stream, 0, b""
        self._member: zlib._Decompress | None = None

    def read(self, size: int = -1, /) -> bytes:
        """The next unpacked bytes, at most ``size``; ``EOFError`` where the last member is cut off."""
        while self._packed or self._fill():
            data = self._unpack(max(size, 0))
            if data:
                self._at += len(data)
                return data
        return b""

    def tell(self) -> int:
        """The number of bytes read so far, unpacked."""
        return self._at

    def _fill(self) -> bool:
        self._packed = self._stream.read(_SLICE)
        if self._member is None:
            self._packed = self._packed.lstrip(b"\0")  # padding between members
        elif not self._packed:
            raise EOFError("cut off")
        return bool(self._packed)

    def _unpack(self, size: int) -> bytes:
        self._member = self._member or zlib.decompressobj(31)
        data = self._member.decompress(self._packed, size)
        self._packed = self._member.unconsumed_tail
        if self._member.eof:
            self._packed, self._member = self._member.unused_data.lstrip(b"\0"), None
        return data
