"""From the outbox to the feed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crawler.exporters.exact_feed import ExactFeed
from crawler.exporters.rotation import Rotation
from crawler.ledger.model import Ledger

_AT_ONCE = 500
_ROTATED = "\trotated"


class Publisher:
    """Writes what is in the outbox into a feed, and notes how far it is; ``OSError`` or ``sqlite3.Error`` if not."""

    def __init__(
        self,
        ledger: Ledger,
        path: Path,
        rotation: Rotation,
        clock: Callable[[], float] = time.time,
        base: Path = Path(),
    ) -> None:
        """``base``: a folder that moves with the feeds, as that of the ledger."""
        self._ledger, self._clock = ledger, clock
        self.name = os.path.relpath(path, base) + (_ROTATED if rotation else "")
        feeds = ledger.positions()
        for name in feeds.keys() - {self.name}:  # what the last run did not note goes to this feed
            ExactFeed(base / name.removesuffix(_ROTATED), Rotation(), feeds[name])
        self._feed = ExactFeed(path, rotation, feeds.get(self.name, ""))

    def publish(self) -> None:
        """Empty the outbox."""
        while lines := self._ledger.outbox(_AT_ONCE):
            if self._feed.begin(self._now()):
                self._ledger.published(0, self.name, self._feed.position)
            taken = self._feed.write([line for _, line in lines], self._now())
            if taken:
                self._ledger.published(lines[taken - 1][0], self.name, self._feed.position)
            else:
                self._close()

    def finish(self) -> None:
        """Empty the outbox, and close the file if the end of a run closes it."""
        self.publish()
        if self._feed.ends_with_run(self._now()):
            self._close()

    def _close(self) -> None:
        self._feed.close()
        self._ledger.published(0, self.name, self._feed.position)
        self._feed.clean()

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)
