"""Detect UTF-16 and UTF-32 in lists and robots.txt by their first bytes."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_UNMARKED = {
    b"\1\0\0\0": "utf-32-le",
    b"\0\0\0\1": "utf-32-be",
    b"\1\0\1\0": "utf-16-le",
    b"\0\1\0\1": "utf-16-be",
}
"""Encodings by which of the first four bytes are not zero, as these files begin with ASCII (RFC 4627, 3)."""


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding of a text with this beginning if it is UTF-16 or UTF-32; None otherwise.

    >>> wide_encoding("<rss>".encode("utf-16")), wide_encoding("<rss>".encode("utf-16-be")), wide_encoding(b"<rss>")
    ('utf-16', 'utf-16-be', None)
    """
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    return marked or _UNMARKED.get(bytes(map(bool, head[:4])))


def to_text(data: bytes, fallback: str = "utf-8") -> str:
    """Decode UTF-8, UTF-16 or UTF-32, with or without a byte order mark; anything else as ``fallback``.

    >>> to_text("é".encode(), "cp1252"), to_text("é".encode("cp1252"), "cp1252"), to_text("a{}".encode("utf-16-le"))
    ('é', 'é', 'a{}')
    """
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.removeprefix(codecs.BOM_UTF8).decode(fallback, "replace")
