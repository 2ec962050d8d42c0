"""The hosts of bench/fleet/crawls: on one port of many addresses of loopback, each with a feed of its articles.

python bench/fleet/crawls_site.py HOSTS PAGES [CORPORA]    prints the port; CORPORA: names, with commas
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import struct
import sys
import time
from collections import defaultdict
from contextlib import suppress

SENTENCE = "The harbour opened again on Thursday after three days of storm, its office said in notice {}. "
LATENCY = 0.01
_SO_TIMESTAMPNS = 35
"""Of Linux; Python has no name for it."""


def article(number: int) -> str:
    """A page that says its number."""
    text = "".join(f"<p>{SENTENCE.format(number) * 4}</p>" for _ in range(4))
    return f"<html lang=en><title>Notice {number}</title><article><h1>Notice {number}</h1>{text}</article></html>"


def real_pages(corpora: str) -> list[tuple[str, bytes]]:
    """Types and bodies of the pages of corpora, which no longer say what their addresses were."""
    from corpus import pages

    address = re.compile(rb"<link[^>]+canonical[^>]*>|<meta[^>]+(?:og|twitter):url[^>]*>", re.IGNORECASE)
    found = (page for corpus in corpora.split(",") for page in pages(corpus))
    return [(headers.get("content-type", "text/html"), address.sub(b"", body)) for _, headers, body in found]


class Hosts:
    """Answers, and notes when each host was asked."""

    def __init__(self, hosts: int, pages: int, corpora: str = "") -> None:
        self.hosts, self.pages, self.real = hosts, pages, real_pages(corpora) if corpora else []
        self.times: dict[str, list[float]] = defaultdict(list)
        self.articles = 0

    def answer(self, path: str) -> tuple[int, str, str | bytes]:
        """Status, type and body."""
        name, _, rest = path.strip("/").partition("/")
        if name == "feed":
            items = "".join(f"<item><title>A notice</title><link>/article/{number}</link></item>"
                            for number in range(int(rest), self.pages, self.hosts))  # fmt: skip
            body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Notices</title>{items}</channel></rss>'
            return 200, "application/rss+xml", body
        if name == "article":
            self.articles += 1
            if self.real:
                return 200, *self.real[int(rest) % len(self.real)]
            return 200, "text/html", article(int(rest))
        found = {"times": json.dumps(self.times), "count": str(self.articles)}.get(name)
        return (404, "text/plain", "") if found is None else (200, "application/json", found)

    def serve(self, connection: socket.socket) -> None:
        """Answer what comes over a connection."""
        connection.setblocking(False)
        asyncio.get_running_loop().add_reader(connection, self._read, connection)

    def _read(self, connection: socket.socket) -> None:
        try:
            head, more, _, _ = connection.recvmsg(65_536, 128)
        except OSError:
            head, more = b"", []
        if not head:
            asyncio.get_running_loop().remove_reader(connection)
            connection.close()
            return
        host, latency = connection.getsockname()[0], 0.0
        if host != "127.0.0.1":
            latency = LATENCY
            self.times[host].append(arrival(more))
        asyncio.get_running_loop().call_later(latency, self._answer, connection, head)

    def _answer(self, connection: socket.socket, head: bytes) -> None:
        status, kind, text = self.answer(head.split(b" ", 2)[1].decode())
        body = text.encode() if isinstance(text, str) else text
        start = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        with suppress(OSError):  # the client is gone
            connection.setblocking(True)
            connection.sendall(start.encode() + body)
            connection.setblocking(False)


def arrival(more: list[tuple[int, int, bytes]]) -> float:
    """Unix time at which a request arrived, by the kernel: this process may be late where the machine is busy."""
    for level, kind, data in more:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS):
            seconds, nanoseconds = struct.unpack("qq", data[:16])
            return float(seconds + nanoseconds / 1e9)
    return time.time()


async def main(hosts: int, pages: int, corpora: str = "") -> None:
    """Serve for ever."""
    found, loop = Hosts(hosts, pages, corpora), asyncio.get_running_loop()
    with socket.create_server(("0.0.0.0", 0), backlog=1_000) as listening:
        listening.setblocking(False)
        listening.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)  # its connections have it, too
        print(listening.getsockname()[1], flush=True)
        while True:
            connection, _ = await loop.sock_accept(listening)
            found.serve(connection)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
