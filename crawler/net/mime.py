"""Recognize HTML pages by their media type and, if that says nothing, by their beginning."""

from __future__ import annotations

import re

from crawler.net.data_formats import data_format

_HEAD = 4096
"""Bytes of a body that are examined."""
_BOM = b"\xef\xbb\xbf"
PAGES = ("text/html", "application/xhtml+xml")
_VAGUE = ("", "text/plain", "application/octet-stream", "application/xml", "text/xml", "unknown/unknown")
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<!--.{0,2000}?-->|<\?xml.{0,200}?\?>){0,20}<(?:!doctype\s+html|html|head|body|title|meta|article|h1|div|p)\b",
    re.I | re.S,
)


def media_type(content_type: str) -> str:
    """Return the media type without parameters, in lower case.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return content_type.partition(";")[0].strip().lower()


def may_be_html(content_type: str) -> bool:
    """Return whether a ``Content-Type`` may be that of a page: it says so, or says nothing."""
    return media_type(content_type) in (*PAGES, *_VAGUE)


def is_html(content_type: str, body: bytes) -> bool:
    """Return whether a body is a page (https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type).

    >>> is_html("", b"<!DOCTYPE html><p>"), is_html("application/pdf", b"<p>"), is_html("text/plain", b"Hello")
    (True, False, False)
    """
    kind = media_type(content_type)
    if kind in PAGES:
        return not _is_binary(body) and data_format(body[:_HEAD].removeprefix(_BOM).decode("latin-1")) is None
    return kind in _VAGUE and bool(_BEGINS.match(body[:_HEAD]))


def _is_binary(body: bytes) -> bool:
    """Return whether a body is binary by its zero bytes, which UTF-16 may have as well."""
    return b"\0" in body[:64] and body[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"<\0" not in body[:64]
