"""The site of bench/crash/run as a tree of lists: an index of indexes of sitemaps, and sections of many pages.

Half of the articles are in sitemaps, of which every second has a date in its index, half in sections. ``how`` is made
of words: ``304``: a list that has not changed says so; ``503``: every list and every article is busy the first times.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from crash_site import Site, article

SECTIONS = 4
MIDDLES = 5
IN_SITEMAP, IN_SECTION = 10, 20
BUSY_TIMES = 2
_ENTRY = "<sitemap><loc>/{}</loc>{}</sitemap>"
_OLD = "<lastmod>2026-01-02T03:04:05Z</lastmod>"


class Tree(Site):
    """Answers, and counts."""

    def __init__(self, pages: int, how: str) -> None:
        super().__init__(pages)
        self.how = how.split("-")

    def reply(self, path: str, head: str) -> tuple[int, str, str]:
        """Status, a header, body."""
        if path == "/counts" or path == "/robots.txt":
            return self.answer(path)
        self.asked[path] += 1
        if "503" in self.how and self.asked[path] <= BUSY_TIMES:
            return 503, "Retry-After: 0\r\n", ""
        name, _, rest = path.strip("/").partition("/")
        if name == "article":
            return 200, "", article(int(rest))
        body = self.list(name, rest)
        tag = hashlib.blake2b(body.encode(), digest_size=8).hexdigest()
        if "304" not in self.how:
            return (200, "", body) if body else (404, "", "")
        asked = re.search(r'(?mi)^if-none-match: "?(\w+)', head)
        if asked and asked[1] == tag:
            return 304, f'ETag: "{tag}"\r\n', ""
        return 200, f'ETag: "{tag}"\r\n', body

    def list(self, name: str, rest: str) -> str:
        """The body of a list; empty if there is none of that name."""
        half = self.pages // 2
        sitemaps = range(-(-half // IN_SITEMAP))
        if name == "index":
            return _index(_ENTRY.format(f"middle/{i}", "") for i in range(MIDDLES))
        if name == "middle":
            own = [i for i in sitemaps if i % MIDDLES == int(rest)]
            return _index(_ENTRY.format(f"sitemap/{i}", _OLD if i % 2 else "") for i in own)
        if name == "sitemap":
            first = int(rest) * IN_SITEMAP
            links = range(first, min(first + IN_SITEMAP, half))
            return f"<urlset>{''.join(f'<url><loc>/article/{i}</loc></url>' for i in links)}</urlset>"
        return self._section(*map(int, rest.split("/"))) if name == "section" else ""

    def _section(self, number: int, page: int) -> str:
        own = range(self.pages // 2 + number, self.pages, SECTIONS)
        links = own[page * IN_SECTION : (page + 1) * IN_SECTION]
        stories = "".join(
            f"<article><h2><a href=/article/{i}>The harbour is open, says {i}</a></h2></article>" for i in links
        )
        more = f"<a rel=next href=/section/{number}/{page + 1}>Older</a>" if links and links[-1] != own[-1] else ""
        return f"<html><title>Notices</title><main>{stories}</main>{more}</html>"


def _index(entries: Iterable[str]) -> str:
    return f"<sitemapindex>{''.join(entries)}</sitemapindex>"
