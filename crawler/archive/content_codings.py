"""Decode the transfer and content codings of a stored response, with a size limit (RFC 9110, RFC 9112).

Archives often keep the header of a coding that they have decoded, so bytes that are not in that coding are unchanged.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

from crawler.archive.stored_page import MOST_BYTES, TooLarge

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_SLICE = 1024
_MOST_CODINGS = 5
_HEAD = 512
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_GZIP, _ZSTD, _GZIP_HEAD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", 10


def undo(body: bytes, headers: dict[str, str], most: int = MOST_BYTES) -> bytes:
    """Return the decoded body. Raises :class:`TooLarge` if it has more than ``most`` bytes."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = unchunk(body)
    return decode(body, headers.get("content-encoding", ""), most)[0]


def decode(body: bytes, codings: str, most: int = MOST_BYTES) -> tuple[bytes, bool]:
    """Decode a ``Content-Encoding``; return the body and whether it is complete.

    A body that is plain, or has fewer codings than the header says, is accepted. Raises :class:`TooLarge` if it has
    more than ``most`` bytes.

    >>> decode(b"<p>", "gzip"), decode(zlib.compress(b"<p>"), "deflate, identity")
    ((b'<p>', True), (b'<p>', True))
    """
    whole = True
    for coding in reversed(codings.lower().split(",")[:_MOST_CODINGS]):
        decoder = _DECODERS.get(coding.strip())
        if decoder and not is_plain(body):
            body, ended = decoder(body, most)
            whole = whole and ended
    if len(body) > most:
        raise TooLarge
    return body, whole


def is_plain(body: bytes) -> bool:
    """Return whether a body is text, in an ASCII-compatible encoding or UTF-16, without control characters.

    >>> is_plain(b"<!doctype html>"), is_plain(zlib.compress(b"<p>")), is_plain("<p>".encode("utf-16"))
    (True, False, True)
    """
    head = body[:_HEAD]
    if len(body) == 1:  # a semicolon is an empty body in Brotli
        return False
    return _CONTROL.search(head) is None or (head[:2] in (b"\xff\xfe", b"\xfe\xff") and b"\0" in head[2:6])


def unchunk(body: bytes) -> bytes:
    """Decode a chunked body; one that is not chunked is unchanged, a truncated one is decoded as far as possible."""
    parts: list[bytes] = []
    at = 0
    while (match := _CHUNK.match(body, at)) and (size := int(match[1], 16)):
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(parts) if match or at >= len(body) else (b"".join(parts) or body)


def gunzip(data: bytes, most: int = MOST_BYTES) -> bytes:
    """Decompress all members of a gzip file. Raises ``zlib.error`` if it is damaged or truncated, :class:`TooLarge`."""
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


def _gzip(body: bytes, most: int) -> tuple[bytes, bool]:
    """Decompress all members of a gzip body as far as possible; return whether it is complete."""
    parts: list[bytes] = []
    left, whole = most, True
    while body[:2] == _GZIP:
        plain, ended, rest = _inflate(body, 31, left)
        parts.append(plain)
        left -= len(plain)
        whole = ended or _has_all_but_its_trailer(body)
        body = rest if ended else b""
    return (b"".join(parts), whole) if parts else (body, True)


def _has_all_but_its_trailer(body: bytes) -> bool:
    """Return whether only the trailer of a member is wrong or missing, as from some servers."""
    if body[3:4] != b"\0":  # a name or a comment precedes it
        return False
    try:
        data = zlib.decompressobj(-15)
        data.decompress(body[_GZIP_HEAD:])
    except zlib.error:
        return False
    return data.eof


def _deflate(body: bytes, most: int) -> tuple[bytes, bool]:
    """Decompress deflate with the zlib header, as the standard says, or without, as from some servers."""
    for bits in (15, -15):
        plain, ended, _ = _inflate(body, bits, most)
        if plain or ended:
            return plain, ended
    return body, True


def _inflate(body: bytes, bits: int, most: int) -> tuple[bytes, bool, bytes]:
    """Return the data in a zlib stream, whether it is complete, and the bytes after it."""
    stream, parts, total, at = zlib.decompressobj(bits), [b""], 0, 0
    try:
        while at < len(body) and not stream.eof:
            parts.append(stream.decompress(body[at : at + _SLICE], most + 1))
            at += _SLICE
            total += len(parts[-1])
            if total > most:
                raise TooLarge
    except zlib.error:
        pass
    return b"".join(parts), stream.eof, stream.unused_data + body[at:]


def _brotli(body: bytes, most: int) -> tuple[bytes, bool]:
    import brotli  # type: ignore[import-untyped]

    decoder, parts, total, is_brotli = brotli.Decompressor(), [b""], 0, True
    try:
        for start in range(0, len(body), _SLICE):
            parts.append(decoder.process(body[start : start + _SLICE]))
            total += len(parts[-1])
            if total > most:
                raise TooLarge
    except brotli.error:
        is_brotli = total > 0
    return (b"".join(parts), decoder.is_finished()) if is_brotli else (body, True)


def _zstd(body: bytes, most: int) -> tuple[bytes, bool]:
    import zstandard

    if body[:4] != _ZSTD:
        return body, True
    parts: list[bytes] = []
    left, whole = most, True
    while body[:4] == _ZSTD:
        stream, at, frame = zstandard.ZstdDecompressor().decompressobj(), 0, [b""]
        try:
            while at < len(body) and not stream.eof:
                frame.append(stream.decompress(body[at : at + _SLICE]))
                at += _SLICE
                left -= len(frame[-1])
                if left < 0:
                    raise TooLarge
        except zstandard.ZstdError:
            pass
        parts += frame
        whole, body = stream.eof, stream.unused_data + body[at:] if stream.eof else b""
    return b"".join(parts), whole


_DECODERS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
