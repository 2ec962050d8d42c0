"""Read the pages of a WARC file in constant memory (https://iipc.github.io/warc-specifications/)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Protocol

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.archive.content_codings import undo
from crawler.archive.request_fields import ARTICLE, ASKED, read_request_fields
from crawler.archive.stored_page import MOST_BYTES, OnError, Stored, TooLarge
from crawler.errors import Failure
from crawler.normalize.request_urls import without_userinfo
from crawler.normalize.urls import web_url

_MOST_HEADERS = 1 << 20
_MOST_SHOWN = 200
"""Characters of an invalid URL that are shown."""
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/[\d.]+ +2\d\d\b")
_PAGES = ("text/html", "application/xhtml+xml")


class Stream(Protocol):
    """The methods of a file that are used; it may be a pipe."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...

    def close(self) -> None: ...


def read_warc(stream: Stream, name: str, on_error: OnError) -> Iterator[Stored]:
    """Yield the HTML pages in responses with status 2xx; other records are skipped.

    Damage is reported as a failure, after the pages before it.
    """
    last = "its beginning"
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            block = record.reader.read(MOST_BYTES + _MOST_HEADERS)
            if _cut_off(record, block):
                on_error(_damaged(name, last))
                return
            last = _address(record) or last
            yield from _pages(record, block, name, on_error)
    except (OSError, ValueError, EOFError, zlib.error):
        on_error(_damaged(name, last))


def _damaged(name: str, last: str) -> Failure:
    return Failure(name, "damaged", f"{name} is damaged or cut off after {last}; the pages before that are kept.")


def _cut_off(record: WarcRecord, block: bytes) -> bool:
    length = record.headers.get("Content-Length") or ""
    return not length.isdecimal() or len(block) < min(int(length), MOST_BYTES + _MOST_HEADERS)


def _address(record: WarcRecord) -> str:
    return without_userinfo((record.headers.get("WARC-Target-URI") or "").strip(" <>"))


def _pages(record: WarcRecord, block: bytes, name: str, on_error: OnError) -> Iterator[Stored]:
    """Yield the page of a record, if it is one."""
    if record.record_type != WarcRecordType.response or not _STATUS.match(block):
        return
    url = web_url(_address(record))
    asked = read_request_fields(record.headers.get(ASKED) or "")
    if asked.get("as", ARTICLE) != ARTICLE:
        return
    end = _END_OF_HEADERS.search(block, 0, _MOST_HEADERS)
    headers = _headers(block[: end.start() if end else len(block)])
    if not _is_page(headers):
        return
    if url is None:
        on_error(_addressless(_address(record), name))
        return
    try:
        body = undo(block[end.end() :] if end else b"", headers)
    except TooLarge:
        on_error(Failure(url, "too-large", f"{url} in {name} has more than {MOST_BYTES} bytes."))
        return
    if not body.strip():
        on_error(Failure(url, "empty", f"{url} in {name} is empty."))
        return
    kept = {key: value for key, value in headers.items() if key not in ("content-encoding", "transfer-encoding")}
    date = record.headers.get("WARC-Date") or ""
    yield Stored(url, kept, body, date, "warc", asked.get("requested_url", ""), asked.get("hints", {}))


def _is_page(headers: dict[str, str]) -> bool:
    declared = headers.get("content-type", "").partition(";")[0].strip().lower()
    return not declared or declared in _PAGES


def _addressless(address: str, name: str) -> Failure:
    message = f"A page in {name} has no valid address: “{address[:_MOST_SHOWN]}” takes http:// or https:// and a host."
    return Failure(address or name, "not-a-url", message)


def _headers(block: bytes) -> dict[str, str]:
    """Return headers with lower-case names; values of repeated ones are joined (RFC 9110, 5.3)."""
    found: dict[str, str] = {}
    for line in block.decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        key = name.strip().lower()
        if colon and key:
            found[key] = f"{found[key]}, {value.strip()}" if key in found else value.strip()
    return found
