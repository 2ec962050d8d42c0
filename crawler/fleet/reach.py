"""Whether a worker reaches its ledger: it says so when that changes, and gives up after a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import psycopg
from procrastinate.exceptions import ProcrastinateException
from psycopg_pool import PoolTimeout

from crawler.ledger.errors import LedgerError
from crawler.ledger.postgres.session import PATIENCE

LOST = (ProcrastinateException, psycopg.Error, PoolTimeout, LedgerError)
"""Errors of a worker whose ledger is lost."""


class Reach:
    """Notes when the ledger is lost and reached. ``name``: of the ledger; ``say``: prints a message."""

    def __init__(self, name: str, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._say, self._clock = name, say, clock
        self._lost_at: float | None = None

    def reached(self) -> None:
        """Note that a query was answered."""
        if self._lost_at is not None:
            self._say(f"{self._name}: The ledger is reached again.")
        self._lost_at = None

    def lost(self, error: Exception) -> bool:
        """Note that the ledger was not reached; return False if it has been lost for :data:`PATIENCE`."""
        is_first = self._lost_at is None
        self._lost_at = self._clock() if self._lost_at is None else self._lost_at
        lasts = self._clock() >= self._lost_at + PATIENCE
        if is_first or lasts:
            more = "" if lasts else f" The worker tries again for {PATIENCE / 60:.0f} minutes."
            self._say(f"{self._name}: The ledger cannot be reached: {reason_of(error)}.{more}")
        return not lasts


def handle_unawaited(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Handle an exception that nobody awaits; the worker notices a lost ledger by itself."""
    if not isinstance(context.get("exception"), LOST):
        loop.default_exception_handler(context)


def reason_of(error: BaseException) -> str:
    """Return the message of the first cause of an error, on one line, without the advice of libpq.

    >>> reason_of(OSError("Connection refused  Is the server running on that host?"))
    'Connection refused'
    """
    while error.__cause__ is not None:
        error = error.__cause__
    words = " ".join(str(error).split()) or type(error).__name__
    return words.partition(" Is the server running")[0].rstrip(".")
