"""A gzip stream as plain bytes, with all data before an error (RFC 1952)."""

from __future__ import annotations

import io
import zlib
from typing import Protocol

_SLICE = 1 << 13
"""Bytes that are decompressed at once; data before the damage in the same slice is lost."""


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class Gunzipped(io.RawIOBase):
    """The plain bytes of all members, for a reader that needs only ``read`` and ``tell``.

    ``read`` raises ``EOFError`` if the stream is truncated and ``zlib.error`` if it is damaged but, unlike
    ``gzip.GzipFile``, only after all data.
    """

    def __init__(self, stream: _Readable) -> None:
        self._stream, self._at, self._packed = stream, 0, b""
        self._member: zlib._Decompress | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes. Raises ``EOFError`` if the last member is truncated."""
        while self._packed or self._fill():
            data = self._unpack(max(size, 0))
            if data:
                self._at += len(data)
                return data
        return b""

    def tell(self) -> int:
        """Return the number of decompressed bytes read so far."""
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
