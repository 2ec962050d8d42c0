"""A look at publishers without a record being written: ``copydesk sources check`` and ``sources add``."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.archive import Stored
from crawler.discover.listing_urls import articles, listings
from crawler.discover.lists import read_list
from crawler.discover.sections import read_section
from crawler.discover.sitemap_index import holds_articles
from crawler.discover.survey.answers import ListAnswer, PageAnswer, Survey
from crawler.discover.survey.sample import sample
from crawler.discover.survey.warnings import list_warnings, record_warnings
from crawler.errors import Failure
from crawler.net.failure_reasons import reason
from crawler.net.mime import is_html
from crawler.normalize.canonical import article_key
from crawler.record.items import Link
from crawler.sources.source import Source
from crawler.workers.inspect import inspect_page, page_of
from spiders.base import flat_headers, now

ANYTHING = "application/rss+xml, application/atom+xml, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
_DEEPEST = 3


class SurveySpider(Spider):
    """Asks the lists of sources and three of their articles each, and hands every survey to ``show``."""

    name = "survey"

    def __init__(
        self,
        sources: Iterable[Source] = (),
        show: Callable[[Survey], None] = print,
        say: Callable[[str], None] = print,
        **kwargs: Any,
    ) -> None:
        """``sources``: the publishers; ``show``: what is done with what was found of one; ``say``: what is going on."""
        super().__init__(**kwargs)
        self.sources = sources
        self.show, self.say = show, say
        self._current: Source | None = None

    def source(self, request: Request) -> Source | None:
        """Whose manners a request has."""
        return self._current

    async def start(self) -> AsyncIterator[Request]:
        """One publisher after the other."""
        for source in self.sources:
            self._current = source
            self.show(await self.survey(source))
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def survey(self, source: Source) -> Survey:
        """What the lists of a source answer, and what its newest articles hold."""
        self.say(f"Asking the lists of {source.name} …")
        found = Survey(source.name, source.home)
        asked = [ListAnswer(_kind(source, kind, url), url) for kind, url in listings(source)]
        await asyncio.gather(*(self.ask_list(answer, source) for answer in asked if answer.kind != "section"))
        known = [link.url for answer in asked for link in answer.articles]
        await asyncio.gather(*(self.ask_section(answer, source, known) for answer in asked if answer.kind == "section"))
        found.lists = asked
        found.pages = await self.ask_pages(sample(asked), source)
        return found

    async def ask_list(self, answer: ListAnswer, source: Source, url: str = "", depth: int = 0) -> None:
        """Fill in what a feed or sitemap holds; of an index what the newest of its sitemaps holds."""
        response = await self.ask(url or answer.url, answer.fail, ANYTHING)
        if response is None:
            return
        listed = await asyncio.to_thread(read_list, response.body, response.url)  # a large one takes seconds
        answer.form = listed.form if depth == 0 or listed.form != "none" else answer.form
        answer.nested = answer.nested or listed.nested
        inner = next((n.url for n in listed.nested if holds_articles(n.url)), None)
        if inner and depth < _DEEPEST:
            await self.ask_list(answer, source, inner, depth + 1)
            return
        self.fill(answer, listed.links, source)

    async def ask_section(self, answer: ListAnswer, source: Source, known: Iterable[str]) -> None:
        """Fill in what a section page lists; ``known``: articles of other lists."""
        response = await self.ask(answer.url, answer.fail)
        if response is not None:
            page = page_of(stored(response))
            self.fill(answer, read_section(page, known, source.article_urls), source)

    def fill(self, answer: ListAnswer, links: list[Link], source: Source) -> None:
        """Fill in the links of a list, and what looks wrong in it."""
        answer.links = links
        answer.articles = list({article_key(link.url): link for link in articles(links, source)}.values())
        answer.warnings = list_warnings(answer, time.time())

    async def ask_pages(self, links: Iterable[Link], source: Source) -> list[PageAnswer]:
        """What records of these articles would hold."""
        return list(await asyncio.gather(*(self._ask_page(link.url, source) for link in links)))

    async def _ask_page(self, url: str, source: Source) -> PageAnswer:
        answer = PageAnswer(url)
        response = await self.ask(url, answer.fail)
        if response is None:
            return answer
        if not is_html(flat_headers(response).get("content-type", ""), response.body):
            answer.failure = f"{url} is not HTML."
            return answer
        answer.record = inspect_page(stored(response), source.rules).record
        answer.warnings = record_warnings(answer.record)
        return answer

    async def ask(
        self, url: str, failed: Callable[[Failure], None] | None = None, accept: str = "", obey: bool = True
    ) -> Response | None:
        """The response of an address; ``None`` if it gives none, of which ``failed`` is told.

        ``obey``: robots.txt, as everything but robots.txt itself must.
        """
        assert self.crawler.engine
        headers = {"Accept": accept} if accept else {}
        request = Request(url, headers=headers, meta={} if obey else {"dont_obey_robotstxt": True})
        try:
            response = await self.crawler.engine.download_async(request)
            if response.status != 200:
                raise HttpError(response)
        except Exception as error:  # whatever becomes of one address, the others are asked
            if failed is not None:
                failed(Failure(url, *reason(error, url)))
            return None
        return response


def stored(response: Response) -> Stored:
    """A response as a page to look at."""
    return Stored(response.url, flat_headers(response), response.body, now(), "file")


def _kind(source: Source, kind: str, url: str) -> str:
    return "news-sitemap" if url in source.news_sitemaps else kind
