"""Read records from JSON Lines (https://jsonlines.org), plain, .gz or .zst, recognized by their first bytes."""

from __future__ import annotations

import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, Protocol

from crawler.archive.gzip_stream import Gunzipped
from crawler.errors import Failure, unreadable
from crawler.report.record_files import open_records

OnError = Callable[[Failure], None]
Accept = Callable[[Any], dict[str, Any]]
Advance = Callable[[int], None]

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"


def with_images(value: Any) -> dict[str, Any]:
    """Return a record with a list of images. Raises ``ValueError`` for any other value."""
    if isinstance(value, dict) and isinstance(value.get("images"), list):
        return value
    raise ValueError("is not an article record: it has no list of images")


def read_records(
    path: str, on_error: OnError, accept: Accept = with_images, advance: Advance | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the records of a file, or of standard input (``-``).

    ``accept`` returns the record for a JSON value, or raises ``ValueError`` with what is wrong with it; by default it
    requires a list of ``images``. ``on_error`` gets a failure for each invalid line; the others are still read.
    ``advance`` is called with the number of bytes of the file that were read.
    """
    name = "standard input" if path == "-" else path
    try:
        with ExitStack() as stack:
            stream = sys.stdin.buffer if path == "-" else stack.enter_context(open_records(path))
            yield from _records(_Counted(stream, advance) if advance else stream, name, on_error, accept)
    except FileNotFoundError:
        on_error(Failure(name, "missing", f"There is no file {name}."))
    except OSError as error:
        on_error(unreadable(name, error))


def _records(stream: _Readable, name: str, on_error: OnError, accept: Accept) -> Iterator[dict[str, Any]]:
    number = 0
    try:
        for number, line in enumerate(_plain(stream), 1):
            if not line.strip():
                continue
            try:
                record = accept(_json(line))
            except ValueError as error:
                on_error(Failure(name, "damaged", f"Line {number} of {name} {error}."))
            else:
                yield record
    except (EOFError, zlib.error, _zstd_error()):
        on_error(Failure(name, "damaged", f"{name} is damaged or truncated: nothing after line {number} was read."))


def _json(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is not valid JSON") from None


def _plain(stream: _Readable) -> io.BufferedIOBase:
    packed = io.BufferedReader(_Raw(stream))
    head = packed.peek(4)[:4]
    if head[:2] == _GZIP:
        return io.BufferedReader(_Raw(Gunzipped(packed)))
    if head == _ZSTD:
        import zstandard

        return io.BufferedReader(_Raw(zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True)))
    return packed


def _zstd_error() -> type[Exception]:
    import zstandard

    return zstandard.ZstdError


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


class _Counted:
    """A stream that reports how many bytes are read."""

    def __init__(self, stream: _Readable, advance: Advance) -> None:
        self._stream, self._advance = stream, advance

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._advance(len(data))
        return data


class _Raw(io.RawIOBase):
    """An object with only ``read``, as a raw stream for a buffer."""

    def __init__(self, source: _Readable) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
