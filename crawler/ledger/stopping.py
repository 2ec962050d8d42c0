"""End a run whose ledger or files cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scrapy.crawler import Crawler

from crawler.engine.shutdown import end_with, give_up
from crawler.errors import Failure
from crawler.ledger.errors import LedgerError
from crawler.ledger.registry import display_name

_MORE = "; what is missing stays pending"


class Stopping:
    """Base of a run that stops at the first error of its ledger or its files; from then on it writes nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stopped = False

    def attempt(self, action: Callable[[], Any]) -> Any:
        """Return the result of an action on the ledger or a file; if it fails, end the run and return None."""
        try:
            return action()
        except (LedgerError, OSError) as error:
            self.give_up(error)

    def give_up(self, error: LedgerError | OSError) -> None:
        """End the run; leases that are not complete stay pending."""
        if self.stopped:
            return
        self.stopped = True
        path = display_name(self.crawler.settings["COPYDESK_LEDGER"])
        if isinstance(error, OSError):
            give_up(self.crawler, error, path, _MORE)
        elif error.kind in ("damaged", "newer", "unreachable"):
            end_with(self.crawler, Failure(path, "ledger", str(error)))
        else:
            end_with(self.crawler, Failure(path, "unwritable", f"{path} cannot be written: {error.reason}{_MORE}."))
