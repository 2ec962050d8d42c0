"""The site of bench/crash/run: numbered articles in feeds; it counts what it is asked.

Of the articles one in 20 is reached by a redirect, and one in 50 answers 503 the first time it is asked.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter

LINKS = 50
LATENCY = 0.01
SENTENCE = "The harbour opened again on Thursday after three days of storm, its office said in notice {}. "


def article(number: int) -> str:
    """A page that says its number."""
    text = "".join(f"<p>{SENTENCE.format(number) * 4}</p>" for _ in range(4))
    return f"<html lang=en><title>Notice {number}</title><article><h1>Notice {number}</h1>{text}</article></html>"


class Site:
    """Answers, and counts."""

    def __init__(self, pages: int) -> None:
        self.pages, self.asked = pages, Counter[str]()

    def reply(self, path: str, head: str) -> tuple[int, str, str]:
        """Status, a header, body; ``head``: of the request."""
        return self.answer(path)

    def answer(self, path: str) -> tuple[int, str, str]:
        """The same, whatever the request says but its path."""
        name, _, rest = path.strip("/").partition("/")
        if name == "counts":
            return 200, "", json.dumps(self.asked)
        self.asked[path] += 1
        if name == "robots.txt":
            return 200, "", "User-agent: *\nAllow: /\n"
        if name == "feed":
            first = int(rest) * LINKS
            links = [_link(i) for i in range(first, min(first + LINKS, self.pages))]
            return 200, "", _feed(links)
        if name not in ("article", "moved"):
            return 404, "", ""
        number = int(rest)
        if name == "moved":
            return 301, f"Location: /article/{number}\r\n", ""
        if number % 50 == 7 and self.asked[path] == 1:
            return 503, "Retry-After: 0\r\n", ""
        return 200, "", article(number)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                path = head.split(b" ", 2)[1].decode()
                if not path.startswith("/counts"):
                    await asyncio.sleep(LATENCY)
                status, header, text = self.reply(path, head.decode("latin-1"))
                body = text.encode()
                kind = "application/rss+xml" if path.startswith("/feed") else "text/html"
                start = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{header}\r\n"
                writer.write(start.encode() + body)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()


def _feed(links: list[str]) -> str:
    items = "".join(f"<item><title>A notice</title><link>{link}</link></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Notices</title>{items}</channel></rss>'


def _link(number: int) -> str:
    return f"/{'moved' if number % 20 == 3 else 'article'}/{number}"
