"""What bench/crash/run crawls and with what: a site of numbered articles that counts what it is asked, and a spider.

    python bench/crash/crash_site.py PAGES [HOW]    serve a tree of lists with HOW; prints the port
    python bench/crash/crash_site.py URL PAGES SETTINGS     crawl it

Of the articles one in 20 is reached by a redirect, and one in 50 answers 503 the first time it is asked.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.base import ArticleSpider

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


class CrashSpider(ArticleSpider):
    """Feeds, then their articles: what Scrapy's own way crawls with."""

    name = "crash"

    def __init__(self, site: str, pages: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.site, self.pages = site, int(pages)

    async def start(self) -> AsyncIterator[Request]:
        """A request for each feed, asked in each run."""
        for number in range(-(-self.pages // LINKS)):
            yield Request(f"{self.site}/feed/{number}", self.parse_list, dont_filter=True)

    def parse_list(self, response: Response) -> Iterator[Request]:
        """A request for each article."""
        for link in re.findall("<link>(.*?)</link>", response.text):
            url = response.urljoin(link)
            yield Request(url, self.parse_article, errback=self.fail, cb_kwargs={"requested_url": url})


async def main(site: Site) -> None:
    """Serve for ever."""
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def crawl(site: str, pages: str, settings: str) -> int:
    """The exit code of a crawl as a command makes it; settings as JSON."""
    from crawler.cli.run import run

    output = {"output": "-", "form": None, "errors": "", "progress": False, "verbose": False}
    return run("crash", output, {"SPIDER_MODULES": ["crash_site"], **json.loads(settings)}, site=site, pages=pages)


if __name__ == "__main__":
    if len(sys.argv) > 3:
        sys.exit(crawl(*sys.argv[1:]))
    from crash_tree_site import Tree

    asyncio.run(main(Tree(int(sys.argv[1]), sys.argv[2]) if len(sys.argv) > 2 else Site(int(sys.argv[1]))))
