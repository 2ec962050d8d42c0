"""A pipeline that kills its process when so many records have been marked, before the ledger has any of the last."""

from __future__ import annotations

import os
import signal
from typing import Any, Self

from scrapy.crawler import Crawler


class Killer:
    """Dies at item ``TEST_KILL_AT``, which the file of duplicates has and the ledger has not."""

    def __init__(self, at: int) -> None:
        self.left = at

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getint("TEST_KILL_AT"))

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return item
