"""Open the ledger of a run, and the clock of those who share it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.ledger.protocol import Ledger
from crawler.ledger.registry import open_ledger
from crawler.ledger.shared import OneSource

_ASK_CLOCK_EVERY = 60


def open_ledger_of(settings: BaseSettings) -> Ledger:
    """Open the ledger of a run, or of the visit of one source of a fleet."""
    url, visit = settings["COPYDESK_LEDGER"], settings["COPYDESK_VISIT"]
    if not visit:
        return open_ledger(url)
    return cast(Ledger, OneSource(load_object(settings["COPYDESK_VISIT_LEDGER"])(url), *visit))


def clock_of(settings: BaseSettings, ledger: Ledger) -> Callable[[], float]:
    """Return the clock of a run: that of all machines if it is a visit."""
    own: Callable[[], float] = SharedClock(ledger) if settings["COPYDESK_VISIT"] else time.time
    chosen: Callable[[], float] = load_object(settings.get("COPYDESK_CLOCK") or own)
    return chosen


class SharedClock:
    """The time of the ledger, which is that of all machines; it is asked for now and then."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._asked, self._ahead = ledger, float("-inf"), 0.0

    def __call__(self) -> float:
        now = time.monotonic()
        if now >= self._asked + _ASK_CLOCK_EVERY:
            self._ahead, self._asked = self._ledger.time() - now, now
        return now + self._ahead
