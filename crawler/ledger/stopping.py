"""The end of a run whose ledger or files cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy.crawler import Crawler

from crawler.engine.shutdown import end_with, give_up
from crawler.errors import Failure
from crawler.ledger.errors import LedgerError
from crawler.ledger.registry import display_name

_MORE = "; what is missing stays owed"


class Stopping:
    """A run that stops at the first error of its ledger or its files: nothing is written from then on."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stopped = False

    def attempt(self, action: Callable[[], Any]) -> Any:
        """Do what reads or writes; where the disk does not take it the run ends, and what is unsettled stays owed."""
        try:
            return action()
        except (LedgerError, OSError) as error:
            self.give_up(error)

    def give_up(self, error: LedgerError | OSError) -> None:
        """End the run; nothing more is settled."""
        if self.stopped:
            return
        self.stopped = True
        path = display_name(self.crawler.settings["COPYDESK_LEDGER"])
        if isinstance(error, OSError):
            give_up(self.crawler, error, path, _MORE)
        elif error.kind == "damaged":
            end_with(self.crawler, Failure(path, "ledger", str(error)))
        else:
            end_with(self.crawler, Failure(path, "unwritable", f"{path} cannot be written: {error.reason}{_MORE}."))
