"""The pool of a crawl."""

from __future__ import annotations

import asyncio
import logging
from functools import cached_property
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.workers.cores import cores, workers
from crawler.workers.job import Answer, Job
from crawler.workers.pool import Pool
from crawler.workers.steps import Steps


class Reader:
    """Extension that reads pages with the workers of the settings, and ends these with the crawl."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the crawl."""
        reader = cls(crawler)
        crawler.signals.connect(reader.close, signals.spider_closed)
        return reader

    @cached_property
    def pool(self) -> Pool:
        """Made when the first page comes."""
        settings, engine = self.crawler.settings, self.crawler.engine
        chosen = settings.get("COPYDESK_WORKERS")
        count = workers(cores()) if chosen in (None, "") else int(chosen)
        itemproc = engine.scraper.itemproc if engine else None
        pure = itemproc.pure if isinstance(itemproc, Steps) else []
        return Pool(count, pure, settings.getfloat("COPYDESK_PAGE_TIMEOUT"))

    def ask(self, job: Job) -> asyncio.Future[Answer]:
        """The answer to a job, when there is one."""
        answer = self.pool.ask(job)
        answer.add_done_callback(_tell_log)
        return answer

    def close(self) -> None:
        """End the workers."""
        self.pool.close()


def _tell_log(answer: asyncio.Future[Answer]) -> None:
    if not answer.cancelled():
        for name, level, message in answer.result().log:
            logging.getLogger(name).log(level, "%s", message)
