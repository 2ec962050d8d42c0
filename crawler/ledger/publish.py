"""Write lines from the outbox to the feed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from scrapy.crawler import Crawler
from scrapy.utils.misc import load_object

from crawler.exporters.exact_feed import ExactFeed
from crawler.exporters.manifest import manifest_of
from crawler.exporters.rotation import Rotation
from crawler.exporters.writer_lock import OutputError, WriterLock
from crawler.ledger.errors import damaged
from crawler.ledger.protocol import Ledger
from crawler.ledger.registry import display_name, to_path

_AT_ONCE = 500
_ROTATED = "\trotated"


def lock_feed(path: Path, rotation: Rotation) -> WriterLock:
    """Lock a feed by its file, or by its manifest if the file has another name every day."""
    return WriterLock(manifest_of(path) if rotation else path, remove_empty=True)


class Publisher:
    """Writes lines from the outbox to a feed, and stores its position. Raises ``OSError`` or ``LedgerError``."""

    def __init__(
        self,
        ledger: Ledger,
        path: Path,
        rotation: Rotation,
        clock: Callable[[], float] = time.time,
        base: Path = Path(),
    ) -> None:
        """``base``: a folder that is moved together with the feeds, such as that of the ledger.

        :raises crawler.exporters.writer_lock.OutputError: if another run writes the file, or it is another file.
        """
        self._ledger, self._clock = ledger, clock
        self.name = os.path.relpath(path, base) + (_ROTATED if rotation else "")
        self._lock = lock_feed(path, rotation)
        feeds = ledger.positions()
        try:
            for name in feeds.keys() - {self.name}:
                self._take_back(base, name, feeds[name])
            self._feed = self._resume(path, rotation, self.name, feeds.get(self.name, ""))
        except BaseException:
            self._lock.release()
            raise

    @property
    def notes(self) -> list[str]:
        """Return sentences about repairs of the files."""
        return self._feed.notes

    def _take_back(self, base: Path, name: str, position: str) -> None:
        """Remove lines that the last run wrote to another feed without storing it; they go to this feed."""
        path, rotation = base / name.removesuffix(_ROTATED), Rotation(daily=name.endswith(_ROTATED))
        if not path.parent.is_dir():
            return
        try:
            lock = lock_feed(path, rotation)
        except (OutputError, OSError):
            return
        try:
            self._resume(path, rotation, name, position)
        except OutputError:
            pass
        finally:
            lock.release()

    def _resume(self, path: Path, rotation: Rotation, name: str, position: str) -> ExactFeed:
        lines = self._ledger.outbox(_AT_ONCE)
        feed = ExactFeed(path, rotation, position, [line for _, line in lines])
        if feed.taken:
            self._ledger.published(lines[feed.taken - 1][0], name, feed.position)
        return feed

    def publish(self) -> None:
        """Write all lines in the outbox."""
        while lines := self._ledger.outbox(_AT_ONCE):
            if self._feed.begin(self._now()):
                self._ledger.published(0, self.name, self._feed.position)
            taken = self._feed.write([line for _, line in lines], self._now())
            if taken:
                self._ledger.published(lines[taken - 1][0], self.name, self._feed.position)
            else:
                self._close()

    def release(self) -> None:
        """Release the lock of the files."""
        self._lock.release()

    def finish(self) -> None:
        """Write all lines in the outbox, and close the file if it ends with the run."""
        self.publish()
        if self._feed.ends_with_run(self._now()):
            self._close()

    def _close(self) -> None:
        self._feed.close()
        self._ledger.published(0, self.name, self._feed.position)
        self._feed.clean()

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)


def open_publisher(crawler: Crawler, ledger: Ledger, clock: Callable[[], float]) -> Publisher | None:
    """Return the publisher of the feed ``COPYDESK_OUTPUT``; None if the setting is empty."""
    settings = crawler.settings
    if settings["COPYDESK_PUBLISHER"]:
        own: Publisher = load_object(settings["COPYDESK_PUBLISHER"])(settings, ledger, clock)
        return own
    path, file = settings["COPYDESK_OUTPUT"], to_path(settings["COPYDESK_LEDGER"])
    if not path:
        return None
    base = file.parent if file else Path()
    try:
        return Publisher(ledger, Path(path), Rotation.read(settings["COPYDESK_ROTATE"] or ""), clock, base)
    except (ValueError, TypeError) as error:  # invalid positions
        raise damaged(display_name(settings["COPYDESK_LEDGER"]), error) from error
