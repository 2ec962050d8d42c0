"""What bench/crawl/run crawls: pages under ever new addresses, served from memory on several loopback hosts.

    python bench/crawl/crawl_site.py [HOSTS [KIND]]      serve; prints the port

The pages are those of the corpora where they are there, else the bundled sample pages. ``/N`` is page N, modulo their
number; ``/counts`` tells how many were asked for, and when the first was;
``/feed/M/N`` is a feed of the N pages from M on. KIND: ``all``, ``press`` or ``articles``
for one corpus alone, ``gzip`` for all of them as most servers of the web send them.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import corpus  # noqa: E402

HOSTS = 8
CORPORA = ("press", "articles")
Page = tuple[str, bytes]


def load(kind: str = "all") -> list[Page]:
    """Type and body of each page."""
    if corpus.CORPUS.exists():
        names = (kind,) if kind in CORPORA else CORPORA
        found = [page for name in names for page in corpus.pages(name)]
        return [(headers.get("content-type", "text/html"), body) for _, headers, body in found]
    from crawler.demo import load_pages

    return list(load_pages().values())


def addresses(port: int, count: int, hosts: int = HOSTS) -> Iterator[str]:
    """So many addresses, on all hosts in turn."""
    for number in range(count):
        yield f"http://127.0.0.{1 + number % hosts}:{port}/{number}"


def counts(port: int) -> dict[str, float]:
    """What the site has served so far."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/counts") as answer:
        found: dict[str, float] = json.load(answer)
        return found


def write_warc(path: Path, pages: list[Page]) -> None:
    """The pages as a WARC file, a member each (https://iipc.github.io/warc-specifications/)."""
    with path.open("wb") as file:
        for number, (kind, body) in enumerate(pages):
            head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode("latin-1")
            record = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://daily.example/{number}\r\n"
                f"WARC-Date: 2026-04-02T00:00:00Z\r\nContent-Length: {len(head) + len(body)}\r\n\r\n"
            )
            file.write(gzip.compress(record.encode() + head + body + b"\r\n\r\n", 6))


class Site:
    """Answers that are made once, and counts."""

    def __init__(self, pages: list[Page], packed: bool = False) -> None:
        self.answers = [answer(kind, body, packed) for kind, body in pages]
        self.served, self.first = 0, 0.0

    def find(self, path: bytes) -> bytes:
        """The answer to a path."""
        if path == b"/counts":
            return answer("application/json", json.dumps({"served": self.served, "first": self.first}).encode())
        if path.startswith(b"/feed/"):
            return answer("application/rss+xml", feed(*map(int, path.split(b"/")[2:4])))
        if not path[1:].isdigit():
            return answer("text/plain", b"")
        self.served += 1
        self.first = self.first or time.monotonic()
        return self.answers[int(path[1:]) % len(self.answers)]


class Connection(asyncio.Protocol):
    """One connection, kept alive."""

    def __init__(self, site: Site) -> None:
        self.site, self.data = site, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer whole requests."""
        self.data += data
        while (end := self.data.find(b"\r\n\r\n")) >= 0:
            path, self.data = self.data.split(b" ", 2)[1], self.data[end + 4 :]
            self.transport.write(self.site.find(path))


def feed(first: int, count: int) -> bytes:
    """An RSS feed of so many pages."""
    items = "".join(f"<item><title>T</title><link>/{n}</link></item>" for n in range(first, first + count))
    return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()


def answer(kind: str, body: bytes, packed: bool = False) -> bytes:
    """A response."""
    coding = "Content-Encoding: gzip\r\n" if packed else ""
    body = gzip.compress(body, 6) if packed else body
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(body)}\r\n\r\n"
    return head.encode("latin-1") + body


async def main(hosts: int, kind: str) -> None:
    """Serve for ever."""
    site, loop, port = Site(load(kind), kind == "gzip"), asyncio.get_running_loop(), 0
    for host in range(1, hosts + 1):
        server = await loop.create_server(lambda: Connection(site), f"127.0.0.{host}", port, backlog=512)
        port = server.sockets[0].getsockname()[1]
    print(port, len(site.answers), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    given = dict(enumerate(sys.argv))
    asyncio.run(main(int(given.get(1, HOSTS)), given.get(2, "all")))
