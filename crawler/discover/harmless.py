"""A feed without what could cost its reader dear: declarations of entities, and entries beyond all measure.

The declarations are cut out before any parser sees them: one that is told not to expand entities is not enough, as
broken XML goes to a second, forgiving one. Billion laughs and the like: https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing
"""

from __future__ import annotations

import codecs
import re

_TAG = re.compile(rb"<(?:(/)|(?:[\w.-]+:)?(item|entry)[\s/>]|[\w.-]+[^<>]*(/>)?)", re.I)
_DEEPEST = 5_000
"""Elements open at a time; parsers take ever longer for each one more. Texts with unclosed tags need some."""
_DECLARATION = re.compile(rb"<!\s*(?:doctype|entity|element|attlist|notation)[^>]*>?|\]\s*>", re.I)
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_XML_DECLARATION = re.compile(r"^\ufeff?<\?xml[^>]*\?>")


def harmless(data: bytes, most: int) -> bytes:
    """The feed without declarations, cut off behind so many entries or where it nests too deep.

    >>> harmless(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><item>&a;</item><item/></rss>', 1)
    b'<rss><item>&a;</item>'
    """
    plain = _utf8(data)
    first = _ELEMENT.search(plain)
    start = first.start() if first else len(plain)
    clean = _DECLARATION.sub(b"", plain[:start]) + plain[start:]
    return clean[: _end(clean, most)]


def _end(data: bytes, most: int) -> int:
    entries = depth = 0
    for tag in _TAG.finditer(data):
        closing, entry, empty = tag.groups()
        if entry:
            entries, depth = entries + 1, max(depth - _DEEPEST // 2, 0)
        depth += -1 if closing else not empty
        if entries > most or depth > _DEEPEST:
            return tag.start()
    return len(data)


def _utf8(data: bytes) -> bytes:
    """What is written in units of two or four bytes, in which a declaration would not be found."""
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                           (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return _XML_DECLARATION.sub("", data.decode(encoding, "replace")).encode("utf-8", "replace")
    unmarked = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}.get(data[:4])
    return _XML_DECLARATION.sub("", data.decode(unmarked, "replace")).encode("utf-8", "replace") if unmarked else data
