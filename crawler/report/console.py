"""Messages on standard error, with a progress bar on a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from crawler.errors import printable
from crawler.normalize.request_urls import redact
from crawler.report.logs import json_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Console:
    """Writes to standard error; ``progress`` draws a bar there, for terminals only."""

    def __init__(self, progress: bool) -> None:
        self._wanted = progress
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def start(self) -> None:
        """Show the bar."""
        if not self._wanted:
            return
        from rich.console import Console as Terminal
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = TextColumn("{task.completed} records"), BarColumn(), TimeElapsedColumn()
        self._bar = Progress(*columns, console=Terminal(stderr=True), transient=True)
        self._task = self._bar.add_task("records", total=None)
        self._bar.start()

    def advance(self, count: int) -> None:
        """Advance the bar."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=count)

    def say(self, sentence: str) -> None:
        """Write one line, above the bar if there is one."""
        line = printable(sentence)
        if self._bar and self._bar.live.is_started:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
            return
        with suppress(OSError):  # standard error is closed
            print(line, file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Remove the bar."""
        if self._bar:
            self._bar.stop()


class JsonConsole(Console):
    """Writes messages as JSON lines of the log."""

    def __init__(self) -> None:
        super().__init__(progress=False)

    def say(self, sentence: str) -> None:
        """Write one line."""
        with suppress(OSError):  # standard error is closed
            line = json_line(time.time(), {"event": "message", "level": "info", "message": redact(sentence)})
            print(line, file=sys.stderr, flush=True)
