"""How far a long command is: a line on standard error with the rate and the time that is left."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

_ON_TERMINAL, _ELSEWHERE = 0.5, 10.0
"""Seconds between two lines."""


class Progress:
    """Tells of one step after another. Without ``shown`` it only counts."""

    def __init__(self, shown: bool) -> None:
        self._shown, self._on_terminal = shown, sys.stderr.isatty()
        self._every = _ON_TERMINAL if self._on_terminal else _ELSEWHERE
        self.begin("", 0)

    def begin(self, name: str, total: int) -> None:
        """Begin a step of so many bytes."""
        self._name, self._total, self._done, self._records = name, total, 0, 0
        self._start = self._told = monotonic()

    def advance(self, count: int) -> None:
        """So many bytes of the step are done."""
        self._done += count

    def of(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The records, counted."""
        for record in records:
            self._records += 1
            if self._shown and not self._records % 64 and monotonic() - self._told >= self._every:
                self._told = monotonic()
                self._write(self.line(self._told - self._start))
            yield record
        self.end()

    def end(self) -> None:
        """Remove the line from a terminal."""
        if self._shown and self._on_terminal:
            self._write("")

    def line(self, seconds: float) -> str:
        """What is told so many seconds after the step was begun.

        >>> progress = Progress(shown=False)
        >>> progress.begin("Writing", 1000)
        >>> progress.advance(250)
        >>> progress.line(30.0)
        'Writing: 25 %, 0 records, 0 a second, 1 min 30 s left'
        """
        rate = self._records / seconds if seconds else 0.0
        share = min(1.0, self._done / self._total) if self._total else 0.0
        left = f", {_duration(seconds * (1 - share) / share)} left" if share else ""
        return (
            f"{self._name}: {share:.0%}".replace("%", " %") + f", {self._records:,} records, {rate:,.0f} a second{left}"
        )

    def _write(self, line: str) -> None:
        with suppress(OSError):  # nobody reads standard error
            print(f"\r\x1b[K{line}" if self._on_terminal else line, end="" if self._on_terminal else "\n",
                  file=sys.stderr, flush=True)  # fmt: skip


def _duration(seconds: float) -> str:
    """A duration as people say it, in two units at the most.

    >>> _duration(59.6), _duration(61), _duration(3700)
    ('1 min 0 s', '1 min 1 s', '1 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"
