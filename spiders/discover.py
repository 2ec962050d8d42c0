"""Find the article lists of a publisher from its home page, robots.txt and conventions: ``sources add``."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.discover.listing_candidates import usual_feeds, usual_sitemaps
from crawler.discover.sitemap_index import holds_news
from crawler.discover.survey.answers import ListAnswer, Survey
from crawler.discover.survey.choose import choose_lists
from crawler.discover.survey.home import Home, read_home
from crawler.discover.survey.sample import sample
from crawler.engine import signals
from crawler.errors import Failure
from crawler.net.robots import RobotsRules, decode
from crawler.sources.source import Source
from spiders.base import flat_headers
from spiders.survey import SurveySpider

_MOST_NAMED = 15
"""Maximum number of feeds, or sitemaps, to request; some sites have one for each of a hundred topics."""


class DiscoverSpider(SurveySpider):
    """Finds the lists of publishers of which only the home page is known."""

    name = "discover"

    async def survey(self, source: Source) -> Survey:
        """Return the lists of a source's site, wherever they are."""
        self.say(f"Fetching {source.home} …")
        failures: list[Failure] = []
        response = await self.ask(source.home, failed=failures.append)
        if response is None:
            return await self._without_home(source, failures[0])
        source = replace(source, home=response.url)
        robots = await self.ask(urljoin(source.home, "/robots.txt"), obey=False)
        body = robots.body if robots is not None else b""
        found = Survey(source.name, source.home, delay=RobotsRules(body).crawl_delay("Copydesk") or None)
        more = flat_headers(response), decode(body)
        read = await self.read(response, read_home, *more, failed=self._report)
        if not read:
            return found
        home = read[0]
        found.publisher, found.language = source.publisher or home.publisher, home.language
        found.lists += await self._feeds(home, source)
        found.lists += await self._sitemaps(home, source)
        found.lists += await self._sections(home, response, source, found.lists)
        found.pages = await self.ask_pages(sample(choose_lists(found.lists).lists), source)
        return found

    async def _without_home(self, source: Source, failure: Failure) -> Survey:
        """Return the feeds that are known already; the failure of the home page is one only if they have nothing."""
        found = Survey(source.name, source.home, publisher=source.publisher)
        found.lists = [ListAnswer("feed", url, "in the list") for url in source.feeds]
        await self._ask_all(found.lists, source)
        if not any(answer.articles for answer in found.lists):
            self._report(failure)
            found.failure = failure
        return found

    async def _feeds(self, home: Home, source: Source) -> list[ListAnswer]:
        self.say("Fetching feeds …")
        named = [ListAnswer("feed", url, "in the list") for url in source.feeds]
        others = [url for url in home.feeds[:_MOST_NAMED] if url not in source.feeds]
        named += [ListAnswer("feed", url, "on the home page") for url in others]
        await self._ask_all(named, source)
        if any(answer.articles for answer in named):
            return named
        return named + await self._first("feed", usual_feeds(source.home), named, source)

    async def _sitemaps(self, home: Home, source: Source) -> list[ListAnswer]:
        self.say("Fetching sitemaps …")
        urls = home.sitemaps[:_MOST_NAMED]
        named = [ListAnswer("sitemap", url, "in robots.txt") for url in urls]
        await self._ask_all(named, source)
        if not any(answer.articles for answer in named):
            usual = [url for url in usual_sitemaps(source.home) if not holds_news(url)]
            named += await self._first("sitemap", usual, named, source)
        inner = [n.url for answer in named for n in answer.nested if holds_news(n.url)][:_MOST_NAMED]
        news = [ListAnswer("sitemap", url, "in the index of sitemaps") for url in inner if url not in urls]
        await self._ask_all(news, source)
        named += [answer for answer in news if answer.form == "news-sitemap"]
        if not any(answer.form == "news-sitemap" for answer in named):
            usual = [url for url in usual_sitemaps(source.home) if holds_news(url)]
            named += await self._first("sitemap", usual, named, source)
        for answer in named:
            answer.kind = "news-sitemap" if answer.form == "news-sitemap" and not answer.nested else "sitemap"
        return named

    async def _sections(
        self, home: Home, response: Response, source: Source, others: Iterable[ListAnswer]
    ) -> list[ListAnswer]:
        self.say("Fetching section pages …")
        known = [link.url for answer in others if answer.kind != "sitemap" for link in answer.articles]
        front = ListAnswer("section", source.home, "as the home page")
        await self.read_section(front, response, source, known)
        menu = [ListAnswer("section", url, "in a menu") for url in home.sections]
        await asyncio.gather(*(self.ask_section(answer, source, known) for answer in menu))
        return [front, *(answer for answer in menu if answer.articles)]

    async def _first(
        self, kind: str, urls: Iterable[str], asked: Iterable[ListAnswer], source: Source
    ) -> list[ListAnswer]:
        """Request conventional URLs one by one, and return the first that lists articles."""
        done = {answer.url for answer in asked}
        for url in urls:
            answer = ListAnswer(kind, url, "where many sites have it")
            if url not in done:
                await self.ask_list(answer, source)
            if answer.articles:
                return [answer]
        return []

    async def _ask_all(self, answers: Iterable[ListAnswer], source: Source) -> None:
        await asyncio.gather(*(self.ask_list(answer, source) for answer in answers))

    def _report(self, failure: Failure) -> None:
        self.crawler.signals.send_catch_log(signals.failed, failure=failure)
