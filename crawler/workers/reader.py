"""The worker pool of a crawl."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from functools import partial
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.workers.cores import cores, workers
from crawler.workers.item_processor import Steps
from crawler.workers.job import Answer, Job, Step
from crawler.workers.pool import Pool


class Reader:
    """Extension that reads the pages of a crawl with a pool of workers."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.cpu: dict[str, tuple[int, float]] = {}
        """Number of pages and their CPU seconds, by source; pages without a source have an empty name."""
        chosen = crawler.settings.get("COPYDESK_WORKERS")
        count = workers(cores()) if chosen in (None, "") else int(chosen)
        seconds = crawler.settings.getfloat("COPYDESK_PAGE_TIMEOUT")
        self.pool = Pool(count, self._steps, seconds, crawler.settings["COPYDESK_READ"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Connect to the signals of a crawl, and start the first worker while Scrapy imports its modules."""
        reader = cls(crawler)
        crawler.signals.connect(reader.close, signals.spider_closed)
        reader.pool.warm()
        return reader

    def ask(self, job: Job, source_name: str = "") -> asyncio.Future[Answer]:
        """Return a future of the answer to a job."""
        answer = self.pool.ask(job)
        answer.add_done_callback(partial(self._done, source_name))
        return answer

    def _done(self, source_name: str, answer: asyncio.Future[Answer]) -> None:
        if answer.cancelled():
            return
        result = answer.result()
        pages, seconds = self.cpu.get(source_name, (0, 0.0))
        self.cpu[source_name] = pages + 1, seconds + result.seconds
        for name, level, message in result.log:
            logging.getLogger(name).log(level, "%s", message)

    def close(self) -> None:
        """End the workers."""
        self.pool.close()

    def _steps(self) -> Sequence[Step]:
        engine = self._crawler.engine
        itemproc = engine.scraper.itemproc if engine else None
        return itemproc.pure if isinstance(itemproc, Steps) else ()
