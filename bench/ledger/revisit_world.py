"""A fortnight of news for bench/ledger/revisit: sources that publish, edit, delete, break, fail; and their server.

Times are seconds since its beginning. News appears in the first week, as often as before it; in the second everything
has its last visits.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from itertools import accumulate

HOUR, DAY = 3_600, 86_400
WEEK = 7 * DAY
START = 1_795_500_000
"""Unix time of the beginning."""
LISTED = 30
"""Articles in a feed."""
_TEXTS = (
    "Boats that had waited since Monday left before noon, and the office expects a normal weekend for all {} of them.",
    "A crane that fell over in the night of the storm is to be lifted by the end of the month, at a cost of {} crowns.",
    "Fishermen said that they had not seen waves like these for {} years, and that they had been glad of the new wall.",
)
_FILLING = "<nav>" + "".join(f"<a href='/section/{i}'>Section {i}</a>" for i in range(250)) + "</nav>"


@dataclass
class Article:
    """An article and its edits."""

    number: int
    published: int
    edits: list[int] = field(default_factory=list)
    removed: int | None = None

    def version(self, now: int) -> int:
        """How many edits it has had."""
        return sum(edit <= now for edit in self.edits)


@dataclass
class Source:
    """A publisher: its articles by time, and spans in which its feed is cut off or its site is out."""

    name: str
    articles: list[Article]
    broken: list[tuple[int, int]]
    outages: list[tuple[int, int]]


def world(sources: int, seed: int) -> list[Source]:
    """So many sources, from one article in two days to a hundred a day."""
    chance = random.Random(seed)
    return [_source(f"s{i:02}", chance) for i in range(sources)]


def _source(name: str, chance: random.Random) -> Source:
    count = round(7 * 0.5 * 200 ** chance.random())
    before = accumulate(-int(chance.expovariate(count / WEEK)) - 1 for _ in range(LISTED))
    times = sorted([*before, *(chance.randrange(1, WEEK) for _ in range(count))])
    articles = [_article(number, time, chance) for number, time in enumerate(times)]
    spans = [[_span(chance) for _ in range(chance.randrange(3))] for _ in range(2)]
    return Source(name, articles, *spans)


def _article(number: int, published: int, chance: random.Random) -> Article:
    edits = sorted(published + int(chance.expovariate(1 / (6 * HOUR))) + 60 for _ in range(_edits(chance)))
    removed = published + chance.randrange(HOUR, WEEK) if chance.random() < 0.01 else None
    return Article(number, published, edits, removed)


def _edits(chance: random.Random) -> int:
    return chance.choices((0, 1, 2), (0.85, 0.1, 0.05))[0]


def _span(chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(WEEK)
    return start, start + chance.randrange(HOUR, 6 * HOUR)


@dataclass
class Server:
    """Answers for all sources by the clock, and counts what it is asked and what it sends."""

    sources: dict[str, Source]
    clock: Callable[[], float]
    requests: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """By kind (feed, page, other), and whether they come after the week of news."""
    sent: Counter[tuple[str, bool]] = field(default_factory=Counter)
    """Bytes, likewise."""
    not_modified: int = 0
    shown: set[tuple[str, int]] = field(default_factory=set)
    """Versions of pages that somebody has seen."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        try:
            while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
                path = head.split(" ", 2)[1]
                held = next((line[15:] for line in head.splitlines() if line.lower().startswith("if-none-match: ")), "")
                writer.write(self.answer(path, held))
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    def answer(self, path: str, held: str) -> bytes:
        """A response to a path for whoever holds a version with that ETag."""
        now = int(self.clock())
        status, kind, body = self._page(path, now)
        tag = f'"{hashlib.blake2b(body, digest_size=6).hexdigest()}"'
        if status == 200 and held == tag:
            status, body = 304, b""
            self.not_modified += 1
        head = f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n"
        what = "feed" if path.endswith("/feed") else "page" if "/a/" in path else "other"
        self.requests[what, now >= WEEK] += 1
        self.sent[what, now >= WEEK] += len(head) + len(body)
        return head.encode() + body

    def _page(self, path: str, now: int) -> tuple[int, str, bytes]:
        _, name, *rest = path.split("/")
        source = self.sources.get(name)
        if source is None:
            return 404, "text/html", b""
        if _within(source.outages, now):
            return 503, "text/html", b"<h1>Sorry</h1>"
        if rest == ["feed"]:
            text = feed(source, now).encode()
            return 200, "application/rss+xml", text[: len(text) // 3] if _within(source.broken, now) else text
        article = source.articles[int(rest[1])]
        if article.published > now:
            return 404, "text/html", b""
        if article.removed is not None and article.removed <= now:
            return 410, "text/html", b""
        self.shown.add((path[1:], article.version(now)))
        return 200, "text/html", page(source, article, now).encode()


def feed(source: Source, now: int) -> str:
    """The latest articles, newest first."""
    shown = [a for a in source.articles if a.published <= now and not (a.removed is not None and a.removed <= now)][
        -LISTED:
    ]
    items = "".join(
        f"<item><title>Notice {a.number}</title><link>/{source.name}/a/{a.number}</link>"
        f"<pubDate>{formatdate(START + a.published)}</pubDate></item>"
        for a in reversed(shown)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{source.name}</title>{items}</channel></rss>'


def page(source: Source, article: Article, now: int) -> str:
    """An article as it stands; the last word of its first paragraph is its version."""
    version = article.version(now)
    text = f"The harbour opened again on Thursday after three days of storm, in its version {version} of the notice."
    more = "".join(f"<p>{text.format(article.number + i)}</p>" for i, text in enumerate(_TEXTS * 2))
    title = f"Notice {article.number} of {source.name}"
    head = f"<html lang=en><title>{title}</title>{_FILLING}"
    return f"{head}<article><h1>{title}</h1><p>{text}</p>{more}</article>{_FILLING}</html>"


def _within(spans: list[tuple[int, int]], now: int) -> bool:
    return any(start <= now < end for start, end in spans)
