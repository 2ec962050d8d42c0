"""Read files, folders and standard input; the type of a file is recognized by its first bytes."""

from __future__ import annotations

import hashlib
import io
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from uuid import UUID

from crawler.archive.content_codings import gunzip
from crawler.archive.declared_url import address_in
from crawler.archive.gzip_stream import Gunzipped
from crawler.archive.markdown_dump import to_html
from crawler.archive.meter import Meter
from crawler.archive.stored_page import MOST_BYTES, STORED_PAGES, OnError, Stored, TooLarge
from crawler.archive.warc_reader import read_warc
from crawler.errors import Failure, Kind, unreadable
from crawler.extract.document.decode import decode
from crawler.net.data_formats import data_format

_HEAD = 1 << 16
_SIGNATURE = 512
"""Bytes in which a binary file is recognized; pages may have stray zero bytes later on."""
_DUMP = re.compile(r"\.(md|markdown|txt)(\.gz)?$", re.IGNORECASE)
_PAGE = re.compile(r"\.(html?|xhtml)(\.gz)?$", re.IGNORECASE)
_DOCUMENT = re.compile(r"\s*+(?:(?><!--.*?-->)\s*+)*+<(!doctype|html|head|body|\?xml)", re.IGNORECASE | re.DOTALL)
_DATA = re.compile(
    r"\.(jsonl?|ndjson|jl|csv|tsv|xlsx?|ods|log|ya?ml|toml|ini|sql|db|parquet|pdf|docx?|rtf|zip)(\.(gz|zst|\d+))?$",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"\s*<[a-z!]", re.IGNORECASE)


def read_path(
    path: str,
    url: str | None,
    on_error: OnError,
    written: frozenset[Path] = frozenset(),
    meter: Meter | None = None,
) -> Iterator[Stored]:
    """Yield the pages in a file, in all files of a folder except ``written``, or in standard input (``-``)."""
    meter = meter or Meter()
    if path == "-":
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with open(0, "rb", closefd=False) as stdin:  # not Python's own, which a thread must not hold at exit
            yield from _read(meter.metered(stdin), "standard input", url or "", now, on_error)
        return
    if not os.path.exists(path):
        on_error(Failure(path, "missing", f"There is no file {path}."))
        return
    files = _walk(Path(path), on_error, written) if os.path.isdir(path) else iter([Path(path)])
    for file in files:
        yield from _read_file(file, url, on_error, meter)


def _walk(folder: Path, on_error: OnError, written: frozenset[Path]) -> Iterator[Path]:
    """Yield the files below a folder that look like stored pages, sorted."""

    def skipped(error: OSError) -> None:
        name = str(error.filename)
        on_error(Failure(name, "unreadable", f"The folder {name} cannot be read: {error.strerror}."))

    empty = True
    for here, folders, names in os.walk(folder, onerror=skipped):
        folders.sort()
        for file in (Path(here, name) for name in sorted(filter(STORED_PAGES.search, names))):
            if not _is_among(file, written):
                empty = False
                yield file
    if empty:
        on_error(Failure(str(folder), "empty", f"The folder {folder} holds no stored pages."))


def _is_among(file: Path, written: Iterable[Path]) -> bool:
    """Return whether a file is one of these, even by a link."""
    return any(other.exists() and file.exists() and file.samefile(other) for other in written)


def _read_file(file: Path, url: str | None, on_error: OnError, meter: Meter) -> Iterator[Stored]:
    name = str(file)
    try:
        with file.open("rb") as stream:
            date = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            yield from _read(meter.metered(stream), name, url or "", date, on_error)
    except OSError as error:
        on_error(unreadable(name, error))


def _read(stream: IO[bytes], name: str, url: str, date: str, on_error: OnError) -> Iterator[Stored]:
    head = stream.read(_HEAD)
    if _is_warc(head):
        whole = _Rejoined(head, stream)
        yield from read_warc(Gunzipped(whole) if head[:2] == b"\x1f\x8b" else whole, name, on_error)
        return
    try:
        data = head + stream.read(MOST_BYTES + 1 - len(head))
        data = gunzip(data) if data[:2] == b"\x1f\x8b" and len(data) <= MOST_BYTES else data
        failure = _unusable(data, name)
    except TooLarge:
        failure = _too_large(name)
    except zlib.error:
        failure = Failure(name, "damaged", f"{name} is a damaged or truncated gzip file.")
    if failure:
        on_error(failure)
        return
    yield _stored(data, name, url, date)


def _is_warc(head: bytes) -> bool:
    if head[:2] == b"\x1f\x8b":
        try:
            head = zlib.decompressobj(31).decompress(head, 16)
        except zlib.error:
            return False
    return head.startswith(b"WARC/")


def _unusable(data: bytes, name: str) -> Failure | None:
    """Return the failure of data that is not a page; None if it may be one."""
    kind: Kind = "not-html"
    if len(data) > MOST_BYTES:
        return _too_large(name)
    if not data.strip():
        kind = "empty"
        return Failure(name, kind, f"{name} is empty.")
    text = _text(data[:_HEAD])
    if "\0" in text[:_SIGNATURE] or (_PAGE.search(name) and "<" not in text):
        return Failure(name, kind, f"{name} is neither HTML nor text nor a WARC file.")
    found = data_format(text) or ("data, by its name" if _DATA.search(name) and not _ELEMENT.match(text) else None)
    return Failure(name, kind, f"{name} is {found}, not a page.") if found else None


def _too_large(name: str) -> Failure:
    return Failure(name, "too-large", f"{name} has more than {MOST_BYTES} bytes.")


def _stored(data: bytes, name: str, url: str, date: str) -> Stored:
    head, urn = _text(data[:_HEAD]), urn_of(data)
    headers: dict[str, str] = {}
    if not _is_page(head, name):
        data, headers = to_html(_text(data)), {"content-type": "text/html; charset=utf-8"}
        head = data[:_HEAD].decode("utf-8", "ignore")
    return Stored(url or address_in(head) or urn, headers, data, date, "file", name=name)


def urn_of(data: bytes) -> str:
    """An address that stands for a page that states none: the same for the same content, whatever its file is called.

    A UUID of version 8 (RFC 9562) of the content's BLAKE2b.

    >>> urn_of(b"<h1>Rain</h1>")
    'urn:uuid:3c189618-98ae-82e2-b847-4702941b33fc'
    """
    digest = int.from_bytes(hashlib.blake2b(data, digest_size=16).digest())
    return UUID(int=digest & ~(0xF << 76) & ~(0x3 << 62) | 8 << 76 | 2 << 62).urn


def _is_page(head: str, name: str) -> bool:
    """Return whether text is HTML; in Markdown files only if it is a complete page."""
    if _PAGE.search(name):
        return True
    return bool(_DOCUMENT.match(head) if _DUMP.search(name) else _ELEMENT.match(head))


def _text(data: bytes) -> str:
    text = decode(data)
    return text if isinstance(text, str) else text.decode("utf-8", "replace")


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes have been read, for standard input, which cannot seek."""

    def __init__(self, head: bytes, stream: IO[bytes]) -> None:
        self._head, self._stream, self._at = head, stream, 0

    def read(self, size: int = -1, /) -> bytes:
        data, self._head = (self._head[:size], self._head[size:]) if 0 <= size < len(self._head) else (self._head, b"")
        data = data or self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at
