"""Find the article lists of a publisher from its home page, robots.txt and conventions: ``sources add``."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from crawler.discover.listing_candidates import named_feeds, named_sections, named_sitemaps, usual_feeds, usual_sitemaps
from crawler.discover.sections import read_section
from crawler.discover.sitemap_index import holds_news
from crawler.discover.survey.answers import ListAnswer, Survey
from crawler.discover.survey.choose import choose_lists
from crawler.discover.survey.sample import sample
from crawler.engine import signals
from crawler.errors import Failure
from crawler.extract.document.page import Page
from crawler.extract.language import tag
from crawler.extract.publisher import read_publisher
from crawler.net.robots import RobotsRules, decode
from crawler.sources.source import Source
from crawler.workers.inspect import page_of
from spiders.survey import SurveySpider, stored

_MOST_NAMED = 15
"""Maximum number of feeds, or sitemaps, to request; some sites have one for each of a hundred topics."""


class DiscoverSpider(SurveySpider):
    """Finds the lists of publishers of which only the home page is known."""

    name = "discover"

    async def survey(self, source: Source) -> Survey:
        """Return the lists of a source's site, wherever they are."""
        self.say(f"Looking at {source.home} …")
        response = await self.ask(source.home, failed=self._tell)
        if response is None:
            return Survey(source.name, source.home)
        page = page_of(stored(response))
        source = replace(source, home=page.url)
        robots = await self.ask(urljoin(page.url, "/robots.txt"), obey=False)
        body = robots.body if robots is not None else b""
        found = Survey(
            source.name,
            page.url,
            publisher=next((c.value for c in read_publisher(page)), None),
            language=tag(page.root.get("lang")),
            delay=RobotsRules(body).crawl_delay("Copydesk") or None,
        )
        found.lists += await self._feeds(page, source)
        found.lists += await self._sitemaps(page, decode(body), source)
        found.lists += await self._sections(page, source, found.lists)
        found.pages = await self.ask_pages(sample(choose_lists(found.lists).lists), source)
        return found

    async def _feeds(self, page: Page, source: Source) -> list[ListAnswer]:
        self.say("Asking for feeds …")
        named = [ListAnswer("feed", url, "on the home page") for url in named_feeds(page)[:_MOST_NAMED]]
        await self._ask_all(named, source)
        if any(answer.articles for answer in named):
            return named
        return named + await self._first("feed", usual_feeds(page.url), named, source)

    async def _sitemaps(self, page: Page, robots: str, source: Source) -> list[ListAnswer]:
        self.say("Asking for sitemaps …")
        urls = named_sitemaps(page, robots)[:_MOST_NAMED]
        named = [ListAnswer("sitemap", url, "in robots.txt") for url in urls]
        await self._ask_all(named, source)
        if not any(answer.articles for answer in named):
            usual = [url for url in usual_sitemaps(page.url) if not holds_news(url)]
            named += await self._first("sitemap", usual, named, source)
        inner = [n.url for answer in named for n in answer.nested if holds_news(n.url)][:_MOST_NAMED]
        news = [ListAnswer("sitemap", url, "in the index of sitemaps") for url in inner if url not in urls]
        await self._ask_all(news, source)
        named += [answer for answer in news if answer.form == "news-sitemap"]
        if not any(answer.form == "news-sitemap" for answer in named):
            usual = [url for url in usual_sitemaps(page.url) if holds_news(url)]
            named += await self._first("sitemap", usual, named, source)
        for answer in named:
            answer.kind = "news-sitemap" if answer.form == "news-sitemap" and not answer.nested else "sitemap"
        return named

    async def _sections(self, page: Page, source: Source, others: Iterable[ListAnswer]) -> list[ListAnswer]:
        self.say("Looking at sections …")
        known = [link.url for answer in others if answer.kind != "sitemap" for link in answer.articles]
        home = ListAnswer("section", page.url, "as the home page")
        self.fill(home, read_section(page, known), source)
        menu = [ListAnswer("section", url, "in a menu") for url in named_sections(page)]
        await asyncio.gather(*(self.ask_section(answer, source, known) for answer in menu))
        return [home, *(answer for answer in menu if answer.articles)]

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

    def _tell(self, failure: Failure) -> None:
        self.crawler.signals.send_catch_log(signals.failed, failure=failure)
