"""The progress of a long command: a line on standard error with the rate and the remaining time."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from time import monotonic
from typing import Any

_ON_TERMINAL, _ELSEWHERE = 0.5, 10.0


class Progress:
    """Progress over several steps; without ``shown`` nothing is printed."""

    def __init__(self, shown: bool) -> None:
        self._shown, self._on_terminal = shown, sys.stderr.isatty()
        self.every = _ON_TERMINAL if self._on_terminal else _ELSEWHERE
        """Seconds between updates."""
        self.begin("", 0)

    def begin(self, name: str, total: int) -> None:
        """Begin a step of ``total`` bytes."""
        self._name, self._total, self._done, self._records = name, total, 0, 0
        self._start = self._told = monotonic()

    def advance(self, count: int) -> None:
        """Add to the bytes of the step that are done."""
        self._done += count

    def tell(self, done: int, records: int) -> None:
        """Write how far the step is: bytes of it that are done, and records."""
        self._done, self._records = done, records
        if self._shown:
            self._write(self.line(monotonic() - self._start))

    def of(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the records, and count them."""
        for record in records:
            self._records += 1
            if self._shown and not self._records % 64 and monotonic() - self._told >= self.every:
                self._told = monotonic()
                self._write(self.line(self._told - self._start))
            yield record
        self.end()

    def end(self) -> None:
        """Remove the line from a terminal."""
        if self._shown and self._on_terminal:
            self._write("")

    def line(self, seconds: float) -> str:
        """Return the line so many seconds after the step began.

        >>> progress = Progress(shown=False)
        >>> progress.begin("Writing", 1000)
        >>> progress.advance(250)
        >>> progress.line(30.0)
        'Writing: 25 %, 0 records, 0 a second, 1 min 30 s left'
        >>> progress.begin("Reading", 0)  # of a pipe, whose size is unknown
        >>> progress.line(30.0)
        'Reading: 0 records, 0 a second'
        """
        rate = self._records / seconds if seconds else 0.0
        share = min(1.0, self._done / self._total) if self._total else 0.0
        left = f", {_duration(seconds * (1 - share) / share)} left" if share else ""
        percent = f"{100 * share:.0f} %, " if self._total else ""
        return f"{self._name}: {percent}{self._records:,} records, {rate:,.0f} a second{left}"

    def _write(self, line: str) -> None:
        with suppress(OSError):  # standard error is closed
            print(f"\r\x1b[K{line}" if self._on_terminal else line, end="" if self._on_terminal else "\n",
                  file=sys.stderr, flush=True)  # fmt: skip


def _duration(seconds: float) -> str:
    """Return a duration in at most two units.

    >>> _duration(59.6), _duration(61), _duration(3700)
    ('1 min 0 s', '1 min 1 s', '1 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60} s" if whole < 3600 else f"{whole // 3600} h {whole % 3600 // 60} min"
