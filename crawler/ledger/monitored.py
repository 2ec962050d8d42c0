"""A ledger whose errors end the run, whoever asked it: a pipeline, a spider or a middleware."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crawler.ledger.errors import LedgerError
from crawler.ledger.protocol import Ledger


class MonitoredLedger:
    """Another ledger; ``give_up`` is called with each of its errors, which is then raised."""

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

        self.__dict__[name] = call  # asked for once
        return call
