"""The hosts of bench/fleet/crawls: on one port of many addresses of loopback, each with a feed of its articles.

python bench/fleet/crawls_site.py HOSTS PAGES    prints the port
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import defaultdict

SENTENCE = "The harbour opened again on Thursday after three days of storm, its office said in notice {}. "
LATENCY = 0.01


def article(number: int) -> str:
    """A page that says its number."""
    text = "".join(f"<p>{SENTENCE.format(number) * 4}</p>" for _ in range(4))
    return f"<html lang=en><title>Notice {number}</title><article><h1>Notice {number}</h1>{text}</article></html>"


class Hosts:
    """Answers, and notes when each host was asked."""

    def __init__(self, hosts: int, pages: int) -> None:
        self.hosts, self.pages = hosts, pages
        self.times: dict[str, list[float]] = defaultdict(list)
        self.articles = 0

    def answer(self, path: str) -> tuple[int, str, str]:
        """Status, type and body."""
        name, _, rest = path.strip("/").partition("/")
        if name == "feed":
            items = "".join(f"<item><title>A notice</title><link>/article/{number}</link></item>"
                            for number in range(int(rest), self.pages, self.hosts))  # fmt: skip
            body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Notices</title>{items}</channel></rss>'
            return 200, "application/rss+xml", body
        if name == "article":
            self.articles += 1
            return 200, "text/html", article(int(rest))
        found = {"times": json.dumps(self.times), "count": str(self.articles)}.get(name)
        return (404, "text/plain", "") if found is None else (200, "application/json", found)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        host = writer.get_extra_info("sockname")[0]
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if host != "127.0.0.1":
                    self.times[host].append(time.monotonic())
                    await asyncio.sleep(LATENCY)
                status, kind, text = self.answer(head.split(b" ", 2)[1].decode())
                body = text.encode()
                start = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
                writer.write(start.encode() + body)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()


async def main(hosts: int, pages: int) -> None:
    """Serve for ever."""
    listening = await asyncio.start_server(Hosts(hosts, pages).serve, "0.0.0.0", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
