"""Decode the bytes of a page for :func:`crawler.extract.document.page.parse`.

The order is that of the HTML standard (https://html.spec.whatwg.org/#determining-the-character-encoding): byte order
mark, header, ``meta``. Two exceptions: valid UTF-8 is UTF-8 whatever the page declares, and a declaration that
contradicts the bytes is ignored.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

_MOST_SEARCHED = 1 << 18
_SAMPLE = 1 << 13
_FEW = 0.02
"""Maximum share of replacement characters in a correct decoding of a damaged page; a wrong one has more."""
_MARKUP = re.compile(rb"[<>\r\n]+")
_WORDS = re.compile(rb"[\x80-\xff]{3,}")
_IN_WORD = re.compile(r"(?<=[^\W\d_])[¹²³±¿¼½¾¯¶¸¨´˛ˇ˙˝]")
"""Characters that follow a letter only if one Latin encoding was read as another."""
_ASCII = bytes(range(128))
_GUESSES = (
    "cp932 euc_jp cp949 gb18030 big5hkscs cp1251 koi8_r cp1252 cp1250 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874"
).split()
_WITHOUT_C1 = ["iso8859_2"]
"""Encodings in which bytes 80 to 9F are control characters, which pages do not contain."""
_C1 = re.compile(rb"[\x80-\x9f]")


def decode(data: bytes, content_type: str = "") -> str | bytes:
    """Return the text of a page, or its bytes without byte order mark if they are UTF-8. Never raises.

    ``content_type`` is the response header of that name.
    """
    mark, bom = read_bom(data)
    if mark == "utf-8":
        return _utf8(data[3:])
    if mark and bom is not None:
        return data[len(bom) :].decode(mark, "replace")
    wide = _without_mark(data[:512])
    if wide:
        return data.decode(wide, "replace")
    if _has_shifts(data) and (text := _strictly(data, "iso2022_jp_ext")) is not None:
        return text
    return data if is_utf8(data) else _legacy(data, content_type)


def may_be_utf8(data: bytes) -> bool:
    """Return whether :func:`decode` leaves a page as it is, unless it contains invalid UTF-8."""
    return read_bom(data)[0] is None and not _without_mark(data[:512]) and not _has_shifts(data)


def is_utf8(data: bytes) -> bool:
    """Return whether all bytes are valid UTF-8."""
    return _strictly(data, "utf-8") is not None


def _has_shifts(data: bytes) -> bool:
    """Return whether the bytes contain an ISO-2022 escape; searching for one byte is faster than for two."""
    return b"\x1b" in data and b"\x1b$" in data


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes) -> str | bytes:
    return data if _strictly(data, "utf-8") is not None else data.decode("utf-8", "replace")


def _without_mark(head: bytes) -> str:
    """Return the encoding of UTF-16 without a byte order mark: markup is ASCII, so every second byte is zero."""
    for start, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[start::2], head[1 - start :: 2]
        if zeros.count(0) * 2 > len(zeros) > 3 and others.count(0) * 10 < len(others):
            return name
    return ""


def _legacy(data: bytes, content_type: str) -> str | bytes:
    sample = _sample(data)
    for encoding in ("utf-8", *_declared(data, content_type)):
        text = data.decode(encoding, "replace")
        if _fits(text) and (encoding != "cp1252" or _is_western(sample)):
            return text
    return data.decode(_guess(sample) or "cp1252", "replace")


def _declared(data: bytes, content_type: str) -> Iterator[str]:
    """Yield the declared encodings, Western ones last: servers send them by default."""
    names = http_content_type_encoding(content_type), html_body_declared_encoding(data[:4096])
    found = [codec for name in names if name and (codec := _codec(name))]
    return iter(sorted(dict.fromkeys(found), key=lambda name: name == "cp1252"))


def _codec(name: str) -> str | None:
    """Return Python's name of an encoding; None for wide ones, whose zero bytes would have been noticed."""
    try:
        found = resolve_encoding(name)
        usable = found is not None and codecs.lookup(found)._is_text_encoding
    except (LookupError, ValueError):
        return None
    return found if usable and not (found or "").startswith(("utf", "idna", "punycode")) else None


def _fits(text: str) -> bool:
    """Return whether nearly all non-ASCII characters were decoded."""
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text.count("\ufffd") <= foreign * _FEW


def _is_western(sample: bytes) -> bool:
    """Return whether non-ASCII letters occur among ASCII ones; other scripts form whole words of them."""
    words = sum(map(len, _WORDS.findall(sample)))
    return words * 2 <= len(sample.translate(None, _ASCII))


def _sample(data: bytes) -> bytes:
    """Return some non-ASCII text of the page, without markup."""
    texts = (part for part in _MARKUP.split(data[:_MOST_SEARCHED]) if not part.isascii())
    sample = bytearray()
    for text in texts:
        sample += text + b"\n"
        if len(sample) > _SAMPLE:
            break
    return bytes(sample)


def _guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to load, and few pages need it

    guesses = _GUESSES if _C1.search(sample) else _GUESSES + _WITHOUT_C1
    found = from_bytes(sample, cp_isolation=guesses)
    likely = [match for match in found if match.chaos <= found[0].chaos]
    return min(likely, key=lambda match: len(_IN_WORD.findall(str(match)))).encoding if likely else None
