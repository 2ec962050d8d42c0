"""Repair XML with bare ampersands, HTML entities and control characters.

A lenient parser drops an ampersand with what follows, and reads ``&copy=3`` in a URL as ©.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
_REFERENCE = re.compile(rb"&(?:#(?:\d{1,7}|x[\da-f]{1,6})|[a-z][a-z\d]{0,31});", re.I)
_IN_XML = re.compile("[\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""
_PLACE = re.compile(rb"<!\[CDATA\[|<!--|&")
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_LONGEST = 40
"""Most bytes of a reference, or of the beginning of a section, that two pieces of a file may split."""
CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\x1b"))
"""Bytes that are not text in any encoding here; escape is, as it occurs in ISO-2022-JP."""


class XmlRepairer:
    """Repairs a file piece by piece, in linear time."""

    def __init__(self) -> None:
        self._rest = b""
        self._end = b""
        """End of the current CDATA section or comment."""

    def feed(self, piece: bytes) -> bytes:
        """Return the repaired file so far."""
        return self._mend(self._rest + piece.translate(None, CONTROLS), is_last=False)

    def close(self) -> bytes:
        """Return the rest of the repaired file."""
        return self._mend(self._rest, is_last=True)

    def _mend(self, data: bytes, is_last: bool) -> bytes:
        done, parts, safe = 0, list[bytes](), len(data) if is_last else len(data) - _LONGEST
        while done < safe:
            if self._end:
                end = data.find(self._end, done)
                stop = end + len(self._end) if end >= 0 else max(done, safe)
                parts.append(data[done:stop])
                self._end, done = b"" if end >= 0 else self._end, stop
                continue
            place = _PLACE.search(data, done)
            if place is None or place.start() >= safe:
                parts.append(data[done:safe])
                done = safe
            else:
                parts.append(data[done : place.start()])
                done = self._take(data, place, parts)
        self._rest = data[done:]
        return b"".join(parts)

    def _take(self, data: bytes, place: re.Match[bytes], parts: list[bytes]) -> int:
        if place[0] != b"&":
            self._end = _ENDS[place[0]]
            parts.append(place[0])
            return place.end()
        reference = _REFERENCE.match(data, place.start())
        parts.append(_mended(reference[0]) if reference else b"&amp;")
        return reference.end() if reference else place.end()


def repair_xml(data: bytes) -> bytes:
    """Return a repaired file.

    >>> repair_xml(b"<a>?a=1&copy=2 &eacute; &amp; &#27; <![CDATA[A & B]]></a>").decode()
    '<a>?a=1&amp;copy=2 &#233; &amp;  <![CDATA[A & B]]></a>'
    """
    repairer = XmlRepairer()
    return repairer.feed(data) + repairer.close()


def _mended(reference: bytes) -> bytes:
    """Return a character reference that XML knows; one that HTML does not know either stays, as it may be declared."""
    name = reference[1:-1].decode("ascii")
    if name in _XML or (not name.startswith("#") and f"{name};" not in html5):
        return reference
    characters = unescape(reference.decode("ascii"))  # also numbers of windows-1252
    return b"".join(b"&#%d;" % ord(c) for c in characters if _IN_XML.fullmatch(c))
