"""XML as sites write it, made into XML that says what they meant: bare ampersands, names of HTML, control characters.

A parser that recovers drops an ampersand with what follows, and takes ``&copy=3`` of an address for ©.
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
"""Bytes of a reference, or of the beginning of a section, that a piece of a file may end within."""
CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\x1b"))
"""Bytes that are no text in any encoding here; an escape begins the characters of ISO-2022-JP."""


class XmlRepairer:
    """Mends a file piece by piece, in linear time."""

    def __init__(self) -> None:
        self._rest = b""
        self._end = b""
        """What ends the CDATA section or comment that is open."""

    def feed(self, piece: bytes) -> bytes:
        """What can be told of the file so far."""
        return self._mend(self._rest + piece.translate(None, CONTROLS), is_last=False)

    def close(self) -> bytes:
        """The rest of the file."""
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
    """A whole file, mended.

    >>> repair_xml(b"<a>?a=1&copy=2 &eacute; &amp; &#27; <![CDATA[A & B]]></a>").decode()
    '<a>?a=1&amp;copy=2 &#233; &amp;  <![CDATA[A & B]]></a>'
    """
    repairer = XmlRepairer()
    return repairer.feed(data) + repairer.close()


def _mended(reference: bytes) -> bytes:
    """A reference to a character as XML has it; what HTML does not know either stays, as a document may declare it."""
    name = reference[1:-1].decode("ascii")
    if name in _XML or (not name.startswith("#") and f"{name};" not in html5):
        return reference
    characters = unescape(reference.decode("ascii"))  # also those that are numbered as Windows has them
    return b"".join(b"&#%d;" % ord(c) for c in characters if _IN_XML.fullmatch(c))
