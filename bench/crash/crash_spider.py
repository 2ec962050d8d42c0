"""The spider with which Scrapy's own way crawls the site of bench/crash/run, and the crawl.

python bench/crash/crash_spider.py URL PAGES SETTINGS
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

from crash_site import LINKS
from scrapy import Request
from scrapy.http import Response

from spiders.base import ArticleSpider


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


def crawl(site: str, pages: str, settings: str) -> int:
    """The exit code of a crawl as a command makes it; settings as JSON."""
    from crawler.cli.run import run

    output = {"output": "-", "form": None, "errors": "", "progress": False, "verbose": False}
    return run("crash", output, {"SPIDER_MODULES": ["crash_spider"], **json.loads(settings)}, site=site, pages=pages)


if __name__ == "__main__":
    sys.exit(crawl(*sys.argv[1:]))
