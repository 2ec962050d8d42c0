"""Transfer and content codings of a stored response, undone within bounds (RFC 9110, RFC 9112).

Archives often keep the header of a coding that they have undone already, so bytes that are not in the coding named
are left as they are.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

from crawler.archive.stored import MOST_BYTES, TooLarge

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_SLICE = 1024


def undo(body: bytes, headers: dict[str, str], most: int = MOST_BYTES) -> bytes:
    """The plain body. Raises :class:`TooLarge` if it has more than ``most`` bytes."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = unchunk(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        decoder = _DECODERS.get(coding.strip())
        body = decoder(body, most) if decoder else body
    if len(body) > most:
        raise TooLarge
    return body


def unchunk(body: bytes) -> bytes:
    """A chunked body put together; one that is not chunked, as it is; one that is cut off, as far as it goes."""
    parts: list[bytes] = []
    at = 0
    while (match := _CHUNK.match(body, at)) and (size := int(match[1], 16)):
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(parts) if match or at >= len(body) else (b"".join(parts) or body)


def gunzip(data: bytes, most: int = MOST_BYTES) -> bytes:
    """All members of a gzip file. Raises ``zlib.error`` if damaged or cut off, :class:`TooLarge`."""
    parts: list[bytes] = []
    left = most + 1
    while data[:2] == b"\x1f\x8b":
        member = zlib.decompressobj(31)
        parts.append(member.decompress(data, left))
        left -= len(parts[-1])
        if left <= 0:
            raise TooLarge
        if not member.eof:
            raise zlib.error("cut off")
        data = member.unused_data
    return b"".join(parts)


def _gzip(body: bytes, most: int) -> bytes:
    """A body of gzip, as far as it can be read."""
    if body[:2] != b"\x1f\x8b":
        return body
    return _inflate(body, 31, most)


def _deflate(body: bytes, most: int) -> bytes:
    return _inflate(body, 15, most) or _inflate(body, -15, most) or body


def _inflate(body: bytes, bits: int, most: int) -> bytes:
    member, parts, total = zlib.decompressobj(bits), [b""], 0
    try:
        for start in range(0, len(body), _SLICE):
            parts.append(member.decompress(body[start : start + _SLICE], most + 1))
            total += len(parts[-1])
            if total > most:
                raise TooLarge
    except zlib.error:
        pass
    return b"".join(parts)


def _brotli(body: bytes, most: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    decoder, parts, total = brotli.Decompressor(), [b""], 0
    try:
        for start in range(0, len(body), _SLICE):
            parts.append(decoder.process(body[start : start + _SLICE]))
            total += len(parts[-1])
            if total > most:
                raise TooLarge
    except brotli.error:
        pass
    return b"".join(parts) or body


def _zstd(body: bytes, most: int) -> bytes:
    import zstandard

    reader = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(body), read_across_frames=True)
    try:
        plain = reader.read(most + 1)
    except zstandard.ZstdError:
        return body
    if len(plain) > most:
        raise TooLarge
    return plain


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
