"""The exact output of a run: lines are written to it from the outbox, and its repairs are reported."""

from __future__ import annotations

import time

from crawler.engine import signals
from crawler.ledger.publish import Publisher
from crawler.ledger.stopping import Stopping

_PUBLISH_EVERY = 0.5
"""Seconds after which the outbox is written."""


class Output:
    """Publishes for a run, as long as it has not stopped; does nothing without a publisher."""

    def __init__(self, run: Stopping, publisher: Publisher | None) -> None:
        self._run, self._publisher, self._published = run, publisher, 0.0

    def publish_if_due(self) -> None:
        """Write all lines in the outbox, if that was not done just before."""
        if time.monotonic() > self._published + _PUBLISH_EVERY:
            self.publish()

    def publish(self) -> None:
        """Write all lines in the outbox."""
        if self._publisher and not self._run.stopped:
            self._report_repairs(self._publisher.notes)
            self._run.attempt(self._publisher.publish)
            self._report_repairs(self._publisher.notes)
        self._published = time.monotonic()

    def finish(self) -> None:
        """Write all lines in the outbox, and close the file if it ends with the run."""
        self.publish()
        if self._publisher and not self._run.stopped:
            self._run.attempt(self._publisher.finish)

    def release(self) -> None:
        """Release the lock of the files."""
        if self._publisher:
            self._publisher.release()

    def _report_repairs(self, notes: list[str]) -> None:
        while notes:
            self._run.crawler.signals.send_catch_log(signals.output_repaired, sentence=notes.pop(0))
