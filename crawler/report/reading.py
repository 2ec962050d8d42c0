"""How far stored pages have been read: percent, rate and the time that is left, on standard error."""

from __future__ import annotations

import asyncio

from crawler.archive.meter import Meter
from crawler.report.console import Console
from crawler.report.progress import Progress


class ReadingConsole(Console):
    """Tells twice a second on a terminal, and every ten seconds elsewhere; ``total``: bytes to read, 0 if unknown."""

    def __init__(self, meter: Meter, total: int) -> None:
        super().__init__(progress=False)
        self._meter, self._total, self._records = meter, total, 0
        self._progress = Progress(shown=True)
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the timer."""
        self._progress.begin("Reading", self._total)
        self._wait()

    def advance(self, count: int) -> None:
        """So many records have been written."""
        self._records = count

    def say(self, sentence: str) -> None:
        """Write one line in place of that of progress."""
        self._progress.end()
        super().say(sentence)

    def stop(self) -> None:
        """Remove the line."""
        if self._timer:
            self._timer.cancel()
        self._progress.end()

    def _wait(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._progress.every, self._tell)

    def _tell(self) -> None:
        self._progress.tell(self._meter.done, self._records)
        self._wait()
