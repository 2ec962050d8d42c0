"""Crawls of a site of lists by the scheduler, the ledger and the spider as they are, without a network, and killed at
any step: everything that Scrapy would do between them is done here, one after another."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

from crawler.engine import signals
from crawler.engine.fingerprint import ArticleFingerprinter, is_article
from crawler.errors import Failure
from crawler.extensions.budget import Budget
from crawler.ledger import Record, open_ledger
from crawler.ledger.children import Children
from crawler.ledger.leases import Leases
from crawler.ledger.run import LedgerRun
from crawler.ledger.scheduler import LedgerScheduler
from crawler.middlewares.conditional import ConditionalGet
from crawler.net.pacing import Pacing
from spiders.source import SourceSpider
from tests.ledger.tree_site import Node, Site

_AT_ONCE = 3
"""Requests under way."""


class Killed(Exception):
    """The process is no more."""


class Crawl:
    """One run over the ledger of ``folder``; ``kill``: after so many steps; ``step``: seconds that each takes."""

    def __init__(
        self,
        folder: Path,
        site: Site,
        now: int,
        kill: int | None = None,
        seed: int = 0,
        step: int = 0,
        exclusive: bool = True,
    ) -> None:
        self.now, self.seconds = now, step
        self.site, self.left, self.chance = site, kill, random.Random(seed)
        self.crawler: Any = SimpleNamespace(settings=_settings(), signals=SignalManager(), engine=_engine())
        self.crawler.request_fingerprinter = ArticleFingerprinter()
        self.ledger = open_ledger(str(folder / "ledger.db"), exclusive)
        extensions: list[Any] = [Pacing(self.crawler), Budget(self.crawler)]
        self.crawler.get_extension = lambda cls: next((e for e in extensions if isinstance(e, cls)), None)
        self.run = LedgerRun(self.crawler, self.ledger, None, lambda: float(self.now))
        self.run.leases = Leases(lines=True)
        self.run.leases.listen(self.crawler)
        extensions.append(self.run)
        self.crawler.signals.connect(self.run.start, signals.started)
        self.spider = SourceSpider(sources=str(folder / "sources"))
        self.crawler.spider, self.spider.crawler, self.spider.settings = self.spider, self.crawler, _settings()
        self.scheduler, self.conditional = LedgerScheduler(self.crawler, self.run), ConditionalGet(self.run)
        self.children = Children.from_crawler(self.crawler)
        self.asked: list[tuple[str, int]] = []
        """Addresses, and what they answered."""

    def crawl(self) -> list[str]:
        """The lines that are in the ledger when all is done, or when it is killed."""
        with suppress(Killed):
            self._crawl()
        lines = [line.decode() for _, line in self.ledger.outbox(10_000)]
        self.ledger.close()
        return lines

    def _crawl(self) -> None:
        for request in asyncio.run(_all(self.children.process_start(self.spider.start()))):
            self.scheduler.enqueue_request(request)
        under_way: list[Request] = []
        while True:
            while len(under_way) < _AT_ONCE and (request := self.scheduler.next_request()):
                under_way.append(request)
                self._step()
            if not under_way:
                return
            self._answer(under_way.pop(self.chance.randrange(len(under_way))))

    def _step(self) -> None:
        self.now += self.seconds
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                raise Killed

    def _answer(self, request: Request) -> None:
        self.conditional.process_request(request)
        status, headers, body = self.site.answer(request.url, (request.headers.get("If-None-Match") or b"").decode())
        self.asked.append((request.url, status))
        cls = HtmlResponse if body.startswith("<html") else TextResponse
        response = cls(request.url, status, headers=headers, body=body.encode(), encoding="utf-8", request=request)
        self._step()
        if status >= 400:
            source = request.cb_kwargs.get("requested_url") or request.url
            self.spider.report_failure(Failure(source, "http", f"{source} answered {status}."))
        elif is_article(request):
            self.run.leases.find(request).records.append(Record(f"{request.url}\n".encode()))  # type: ignore[union-attr]
        else:
            asyncio.run(self._read(request, response))
        self._step()
        self.scheduler._ended(response, request)
        self._step()

    async def _read(self, request: Request, response: Response) -> None:
        answered = self.conditional.process_response(request, response)
        if response.status == 304:
            return
        assert request.callback
        given = request.callback(answered, **request.cb_kwargs)
        async for found in self.children.process_spider_output_async(answered, given):
            self.scheduler.enqueue_request(found)
            self._step()
            if self.chance.random() < 0.2:
                self.scheduler._unwritten.write()  # as when another request is asked for meanwhile


def write_source(folder: Path, roots: list[Node], **more: Any) -> None:
    """The source file of a site with these lists."""
    values: dict[str, Any] = {"name": "site", "home": "http://site.example/", "delay": 0, "pages": 20}
    values |= {"article_urls": ["/story/"], "feeds": [], "sitemaps": [], "sections": [], **more}
    for root in roots:
        values[{"index": "sitemaps", "sitemap": "sitemaps", "feed": "feeds", "section": "sections"}[root.kind]].append(
            root.url
        )
    (folder / "sources").mkdir(exist_ok=True)
    lines = "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())
    (folder / "sources/site.toml").write_text(lines)


async def _all(found: AsyncIterator[Any]) -> list[Any]:
    return [output async for output in found]


def _settings() -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({"COPYDESK_LEDGER": "set", "COPYDESK_REVISIT": False})
    return settings


def _engine() -> Any:
    downloader = SimpleNamespace(active=set(), slots={}, per_slot_settings={})
    return SimpleNamespace(downloader=downloader, _slot=SimpleNamespace(closing=None))
