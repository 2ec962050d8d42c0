"""The source policy of each request: user agent, pace, and whether robots.txt is obeyed."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http.request import NO_CALLBACK

from crawler.net.pacing import Pacing, site_of
from crawler.sources.source import Source


class SourcePolicy:
    """Downloader middleware before that of robots.txt, for spiders with sources."""

    def __init__(self, pacing: Pacing, find: Any) -> None:
        self.pacing, self.find = pacing, find
        self._agents: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Use the spider's ``source`` method to find the source of a request."""
        pacing = crawler.get_extension(Pacing)
        assert pacing
        return cls(pacing, getattr(crawler.spider, "source", None))

    def process_request(self, request: Request) -> None:
        """Apply the policy of the request's source."""
        site = site_of(request)
        source: Source | None = self.find(request) if self.find else None
        if source is not None:
            self.pacing.set_pace(site, source.pace(self.pacing.usual))
            if not source.obey_robots:
                request.meta["dont_obey_robotstxt"] = True
            if agent := source.agent():
                self._agents[site] = agent
        if (source is not None or request.callback is NO_CALLBACK) and site in self._agents:
            request.headers["User-Agent"] = self._agents[site]
