"""A ledger whose errors end the run, whether a pipeline, a spider or a middleware uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crawler.ledger.errors import LedgerError
from crawler.ledger.protocol import Ledger


class MonitoredLedger:
    """Wraps a ledger; ``give_up`` is called with each of its errors before it is raised."""

    def __init__(self, ledger: Ledger, give_up: Callable[[LedgerError], None]) -> None:
        self._ledger, self._give_up = ledger, give_up

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._ledger, name)
        if not callable(found):
            return found

        def call(*arguments: Any, **named: Any) -> Any:
            try:
                return found(*arguments, **named)
            except LedgerError as error:
                self._give_up(error)
                raise

        self.__dict__[name] = call  # looked up once
        return call
