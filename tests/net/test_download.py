"""What may come before a body."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from crawler.net.download import MOST_BYTES
from tests.command import copydesk
from tests.server import page

BODY = page().encode()
END = b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY
ENDLESS = 400_000_000
"""Bytes after which a server here gives up sending."""


@contextmanager
def serve(first: bytes, piece: bytes = b"", most: int = 0, last: bytes = END) -> Iterator[tuple[str, list[int]]]:
    """The address of a server that sends ``piece`` again and again, and how many bytes it could send each time."""
    sent: list[int] = []

    def answer(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            asked = connection.recv(65_536)
            if b"/robots.txt" in asked or b"tdmrep" in asked:
                connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            sent.append(0)
            connection.sendall(first)
            while sent[-1] < most:
                connection.sendall(piece)
                sent[-1] += len(piece)
            connection.sendall(last)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=server.accept()[:1], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", sent
        server.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 8_000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X: b\r\n" * 1_000),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 8_000),
        (b"HTTP/1.1 200 OK\r\nX-A: b\r\n", b" b\r\n" * 1_000),
        (b"HTTP/1.1 200 ", b"b" * 8_000),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100),
    ],
    ids=["large", "many", "one", "folded", "status", "interim"],
)
def test_headers_without_end_are_too_large(first: bytes, piece: bytes) -> None:
    start = time.monotonic()
    with serve(first, piece, ENDLESS) as (url, sent):
        done = copydesk("fetch", url, "--no-progress")
    assert done.code == 19 and "is larger than the limit" in done.err, done.err
    assert len(sent) == 1 and sent[0] < 20_000_000
    assert time.monotonic() - start < 30


@pytest.mark.parametrize(
    ("first", "piece", "size"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", MOST_BYTES - 10_000),
        (b"HTTP/1.1 200 OK\r\nX-A: ", b"b", 100_000),
        (b"HTTP/1.1 200 OK\r\nX\0Y: b\r\n: empty\r\nnone\r\n", b"", 0),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n", b"", 0),
    ],
    ids=["many", "one", "odd", "interim"],
)
def test_headers_within_the_limit(first: bytes, piece: bytes, size: int) -> None:
    head = first + piece * (size // max(len(piece), 1)) + (b"\r\n" if size and piece == b"b" else b"")
    with serve(head) as (url, _):
        done = copydesk("fetch", url, "--no-progress")
    assert done.code == 0 and len(done.records) == 1, done.err
