"""WARC files, whole or gzipped by record: whatever is damaged, pages or a sentence, and each page a valid record."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from random import Random

from bench.fuzz.mutate import cut, flip, insert, move, mutate, repeat, truncate
from bench.fuzz.pages import originals
from crawler.archive import read_paths
from crawler.errors import EXIT_CODES, Failure
from tests.records import record_of

NAME, COUNT = "warcs", 500
_HEADER = re.compile(rb"(?m)^[\w-]+: ?[^\r\n]*")
_WRONG = [
    b"", b"-1", b"0", b"99999999999", b"1e9", b"x" * 5000, b"\xff\xfe", b"\x1b[31m", b"<urn:uuid:", b"https://[::1/", b"file:///etc/passwd",
    b"https://daily.example:99999/", b"gzip, gzip, gzip", b"br", b"zstd", b"chunked", b"text/html; charset=utf-16", b"response", b"revisit",
]  # fmt: skip
_CODINGS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("", bytes),
    ("Content-Encoding: gzip\r\n", gzip.compress),
    ("Content-Encoding: gzip\r\n", bytes),
    ("Transfer-Encoding: chunked\r\n", lambda body: b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)),
)


def cases(seed: int, count: int) -> Iterator[bytes]:
    """Files of one to four exchanges, damaged before or after they are packed."""
    for number in range(count):
        rng = Random(f"warcs {seed} {number}")
        records = [record for place in range(rng.randrange(1, 5)) for record in _exchange(rng, place)]
        if rng.random() < 0.7:
            place = rng.randrange(len(records))
            records[place] = mutate(rng, records[place], (_header, _header, cut, flip, truncate, insert))
        packed = rng.random() < 0.5
        data = b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)
        yield mutate(rng, data, (cut, flip, truncate, insert, move, repeat)) if rng.random() < 0.5 else data


def check(data: bytes) -> None:
    """Raise at anything but pages and failures, or at a page whose record is invalid."""
    failures: list[Failure] = []
    with tempfile.NamedTemporaryFile(suffix=".warc") as file:
        file.write(data)
        file.flush()
        for page in read_paths([file.name], None, failures.append):
            record = record_of(page.body, page.url, **page.headers)
            json.dumps(record, ensure_ascii=False).encode()
            assert all("\n" not in f"{name}{value}" for name, value in page.headers.items())
    for failure in failures:
        assert failure.kind in EXIT_CODES and failure.message.endswith(".") and "\n" not in failure.message


def _exchange(rng: Random, place: int) -> Iterator[bytes]:
    """The records of a request and its response, among others."""
    url = f"https://daily.example/{place}"
    head, pack = rng.choice(_CODINGS)
    body = pack(rng.choice(originals()))
    if place == 0:
        yield _record("warcinfo", url, b"software: fuzz\r\n")
    yield _record("request", url, b"GET / HTTP/1.1\r\nHost: daily.example\r\n\r\n")
    status = rng.choice(("200 OK", "200 OK", "200 OK", "304 Not Modified", "404 Not Found", "200"))
    http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{head}\r\n".encode()
    yield _record(rng.choice(("response", "response", "response", "resource", "revisit")), url, http + body)


def _record(kind: str, url: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-04-02T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _header(rng: Random, data: bytes) -> bytes:
    """Give a header field, of the record or of the response, another value or another name."""
    found = list(_HEADER.finditer(data, 0, 2000))
    if not found:
        return flip(rng, data)
    match = rng.choice(found)
    name, _, value = match[0].partition(b":")
    new = rng.choice(
        (name + b": " + rng.choice(_WRONG), rng.choice(_WRONG) + b":" + value, b"", match[0] + b"\r\n" + match[0])
    )
    return data[: match.start()] + new + data[match.end() :]
