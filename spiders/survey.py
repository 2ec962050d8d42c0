"""Survey publishers without writing records: ``copydesk sources check`` and ``sources add``."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import Any, Self, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.discover.link import Link
from crawler.discover.listing_urls import articles, listings
from crawler.discover.lists import list_read
from crawler.discover.sections import section_entries
from crawler.discover.sitemap_index import holds_articles
from crawler.discover.survey.answers import ListAnswer, PageAnswer, Survey
from crawler.discover.survey.sample import sample
from crawler.discover.survey.warnings import list_warnings, record_warnings
from crawler.errors import Failure
from crawler.net.failure_reasons import reason
from crawler.net.mime import is_html
from crawler.normalize.canonical import article_key
from crawler.sources.source import Source, Sources
from crawler.workers.async_iter import Interrupted
from crawler.workers.inspect import record_of
from crawler.workers.list_reader import TooLong
from spiders.base import flat_headers, list_values, now, refuse_requests

T = TypeVar("T")
ANYTHING = "application/rss+xml, application/atom+xml, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
_DEEPEST = 3
_SOURCE = "copydesk_source"
"""Key of the source in the meta of a request."""
_CURRENT: ContextVar[Source | None] = ContextVar("source", default=None)
"""The source that a task surveys, and the tasks that it starts."""


class SurveySpider(Spider):
    """Requests the lists of sources and three articles each, and passes every survey to ``show``."""

    name = "survey"

    def __init__(
        self,
        sources: Iterable[Source] = (),
        show: Callable[[Survey], None] = print,
        say: Callable[[str], None] = print,
        at_once: int = 1,
        **kwargs: Any,
    ) -> None:
        """``sources``: the publishers; ``show``: gets the survey of each; ``say``: gets progress messages.

        ``at_once``: number of publishers that are surveyed at the same time.
        """
        super().__init__(**kwargs)
        self.sources = sources
        self.show, self.say = show, say
        self._at_once = at_once
        self._surveyed = Sources(())

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Create the spider, which requests what it surveys outside the scheduler."""
        refuse_requests(
            crawler, f"The spider {cls.name} parses no pages: copydesk sources check and sources add run it."
        )
        return super().from_crawler(crawler, *args, **kwargs)

    def source(self, request: Request) -> Source | None:
        """Return the source policy of a request; other hosts' feeds have that of the publisher that names them."""
        return request.meta.get(_SOURCE) or self._surveyed.find(request.url)

    async def start(self) -> AsyncIterator[Request]:
        """Survey the publishers in their order, several at once."""
        sources = list(self.sources)
        self._surveyed, waiting = Sources(sources), iter(sources)
        await asyncio.gather(*(self._survey_each(waiting) for _ in range(self._at_once)))
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def _survey_each(self, waiting: Iterator[Source]) -> None:
        for source in waiting:
            token = _CURRENT.set(source)
            try:
                found = await self.survey(source)
            except Exception as error:  # whatever a site makes of it, the others are still surveyed
                self.logger.exception("The survey of %s failed", source.home)
                message = f"The survey of {source.home} failed by a bug: {type(error).__name__}."
                found = Survey(source.name, source.home, failure=Failure(source.home, "bug", message))
            _CURRENT.reset(token)
            self.show(found)

    async def survey(self, source: Source) -> Survey:
        """Return what the lists of a source contain, and the records of its newest articles."""
        self.say(f"Fetching the lists of {source.name} …")
        found = Survey(source.name, source.home)
        asked = [ListAnswer(_kind(source, kind, url), url) for kind, url in listings(source)]
        await asyncio.gather(*(self.ask_list(answer, source) for answer in asked if answer.kind != "section"))
        known = [link.url for answer in asked for link in answer.articles]
        await asyncio.gather(*(self.ask_section(answer, source, known) for answer in asked if answer.kind == "section"))
        found.lists = asked
        found.pages = await self.ask_pages(sample(asked), source)
        return found

    async def ask_list(self, answer: ListAnswer, source: Source, url: str = "", depth: int = 0) -> None:
        """Fill in the links of a feed or sitemap; for an index, those of its newest sitemaps."""
        response = await self.ask(url or answer.url, answer.fail, ANYTHING)
        if response is None:
            return
        found = await self.read(response, list_read, failed=answer.fail)
        if not found:
            return
        listed = found[0]
        answer.form = listed.form if depth == 0 or listed.form != "none" else answer.form
        answer.nested = answer.nested or listed.nested
        inner = next((n.url for n in listed.nested if holds_articles(n.url)), None)
        if inner and depth < _DEEPEST:
            await self.ask_list(answer, source, inner, depth + 1)
            return
        self.fill(answer, listed.links, source)

    async def ask_section(self, answer: ListAnswer, source: Source, known: Iterable[str]) -> None:
        """Fill in the links of a section page; ``known``: articles of other lists."""
        response = await self.ask(answer.url, answer.fail)
        if response is not None:
            await self.read_section(answer, response, source, known, source.article_urls)

    async def read_section(
        self, answer: ListAnswer, response: Response, source: Source, known: Iterable[str], patterns: Iterable[str] = ()
    ) -> None:
        """Fill in the links of the section page that a response is."""
        more = flat_headers(response), list(known), list(patterns)
        entries = await self.read(response, section_entries, *more, failed=answer.fail)
        if entries is not None:
            self.fill(answer, [entry for entry in entries if isinstance(entry, Link)], source)

    async def read(
        self,
        response: Response,
        function: Callable[..., Iterable[T]],
        *more: Any,
        failed: Callable[[Failure], None] | None = None,
    ) -> list[T] | None:
        """Return the results of a function on a body, read off the event loop; None if it takes too long."""
        errors: list[Interrupted | TooLong] = []
        values = [v async for v in list_values(self.crawler, response, function, *more, stopped=errors.append)]
        for error in errors:
            if failed is not None and isinstance(error, TooLong):
                failed(error.failure(response.url))
        return None if errors else values

    def fill(self, answer: ListAnswer, links: list[Link], source: Source) -> None:
        """Fill in the links of a list, and warnings about it."""
        answer.links = links
        answer.articles = list({article_key(link.url): link for link in articles(links, source)}.values())
        answer.warnings = list_warnings(answer, time.time())

    async def ask_pages(self, links: Iterable[Link], source: Source) -> list[PageAnswer]:
        """Return summaries of the records of these articles."""
        return list(await asyncio.gather(*(self._ask_page(link.url, source) for link in links)))

    async def _ask_page(self, url: str, source: Source) -> PageAnswer:
        answer = PageAnswer(url)
        response = await self.ask(url, answer.fail)
        if response is None:
            return answer
        if not is_html(flat_headers(response).get("content-type", ""), response.body):
            answer.failure = f"{url} is not HTML."
            return answer
        more = flat_headers(response), now(), source.rules
        for record in await self.read(response, record_of, *more, failed=answer.fail) or ():
            answer.record, answer.warnings = record, record_warnings(record)
        return answer

    async def ask(
        self, url: str, failed: Callable[[Failure], None] | None = None, accept: str = "", obey: bool = True
    ) -> Response | None:
        """Return the response of a URL; None, after a call of ``failed``, if there is none.

        ``obey``: whether robots.txt applies, as it does to everything but robots.txt itself.
        """
        assert self.crawler.engine
        headers = {"Accept": accept} if accept else {}
        meta = {_SOURCE: _CURRENT.get(), **({} if obey else {"dont_obey_robotstxt": True})}
        request = Request(url, headers=headers, meta=meta)
        try:
            response = await self.crawler.engine.download_async(request)
            if response.status != 200:
                raise HttpError(response)
        except Exception as error:  # whatever happens to one URL, the others are still requested
            if failed is not None:
                failed(Failure(url, *reason(error, url)))
            return None
        return response


def _kind(source: Source, kind: str, url: str) -> str:
    return "news-sitemap" if url in source.news_sitemaps else kind
