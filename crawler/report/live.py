"""A crawl by source on standard error: a live table on a terminal, lines elsewhere, JSON for machines."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

from crawler.errors import printable
from crawler.normalize.text import escape_controls
from crawler.report.console import Console
from crawler.report.source_counts import COLUMNS, SourceCounts, sentence, total

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

Current = Callable[[], dict[str, SourceCounts]]
_EVERY = 5.0
"""Seconds between progress messages."""


class LiveTable(Console):
    """Draws the table; messages appear above it."""

    def __init__(self, current: Current) -> None:
        super().__init__(progress=False)
        self._current, self._start = current, monotonic()
        self._live: Live | None = None

    def start(self) -> None:
        """Draw the table four times a second."""
        from rich.console import Console as Terminal
        from rich.live import Live

        self._start = monotonic()
        terminal = Terminal(stderr=True)
        self._live = Live(console=terminal, get_renderable=self._table, vertical_overflow="ellipsis")
        self._live.start()

    def say(self, line: str) -> None:
        """Write one line above the table."""
        if self._live and self._live.is_started:
            self._live.console.print(printable(line), markup=False, highlight=False, soft_wrap=True)
        else:
            super().say(line)

    def stop(self) -> None:
        """Leave the table as it is."""
        if self._live:
            self._live.stop()

    def _table(self) -> Table:
        room = self._live.console.height - 7 if self._live else 20
        return to_table(self._current(), monotonic() - self._start, max(room, 3))


class Lines(Console):
    """Prints the counts of each source at the end."""

    def __init__(self, current: Current) -> None:
        super().__init__(progress=False)
        self._current = current

    def stop(self) -> None:
        """Write a line for each source."""
        for name, tally in sorted(self._current().items()):
            self.say(sentence(name, tally))


class JsonLines(Console):
    """Writes JSON lines: ``message``, ``progress`` every few seconds, ``summary`` at the end."""

    def __init__(self, current: Current) -> None:
        super().__init__(progress=False)
        self._current, self._start = current, monotonic()
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start the timer."""
        self._start = monotonic()
        self._timer = asyncio.get_running_loop().call_later(_EVERY, self._tick)

    def _tick(self) -> None:
        self._counts("progress")
        self._timer = asyncio.get_running_loop().call_later(_EVERY, self._tick)

    def say(self, line: str) -> None:
        """Write a message."""
        self._write({"event": "message", "message": line})

    def stop(self) -> None:
        """Write the summary."""
        if self._timer:
            self._timer.cancel()
        self._counts("summary")

    def _counts(self, event: str) -> None:
        tallies = self._current()
        sources = {name: tally.to_dict() for name, tally in sorted(tallies.items())}
        seconds = round(monotonic() - self._start, 1)
        self._write({"event": event, "seconds": seconds, "total": total(tallies).to_dict(), "sources": sources})

    def _write(self, value: dict[str, Any]) -> None:
        with suppress(OSError):  # standard error is closed
            print(escape_controls(json.dumps(value, ensure_ascii=False)), file=sys.stderr, flush=True)


def to_table(tallies: dict[str, SourceCounts], seconds: float, room: int) -> Table:
    """Return the table; if there are more sources than rows, those with most failures and articles."""
    from rich.table import Table
    from rich.text import Text

    whole, minutes = total(tallies), int(seconds) // 60
    caption = f"{minutes // 60}:{minutes % 60:02}:{int(seconds) % 60:02}"
    table = Table("source", box=None, caption=caption, caption_justify="left", show_footer=len(tallies) > 1)
    for word in COLUMNS:
        table.add_column(word, justify="right", footer=f"{getattr(whole, word):,}")
    table.add_column("why", overflow="fold")
    table.columns[0].footer = f"{len(tallies)} sources"
    listed = sorted(tallies, key=lambda name: (-tallies[name].failed, -tallies[name].found, name))[:room]
    for name in sorted(listed):
        counts = (f"{getattr(tallies[name], word):,}" for word in COLUMNS)
        table.add_row(Text(printable(name)), *counts, tallies[name].why())
    if len(listed) < len(tallies):
        table.add_row(f"… {len(tallies) - len(listed)} more")
    return table


CONSOLES: dict[str, Callable[[Current], Console]] = {"table": LiveTable, "lines": Lines, "json": JsonLines}
"""Consoles by value of ``COPYDESK_CRAWL_REPORT``."""
