"""Count, by source, what comes of the requests of a run."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from crawler.errors import Kind
from crawler.metrics.counting import count_failure, count_record, newest_of
from crawler.metrics.facts import facts_of
from crawler.metrics.sums import raise_by
from crawler.metrics.tallies import Tallies
from crawler.metrics.tally import Tally
from crawler.report.source_counts import REFUSED

_MOST_KNOWN = 4_096
_MOST_NEW = 500
"""Number of records after which the tallies should be taken, so that they stay small."""

Outcome = Literal["unchanged", "repeated", "left_out"]
"""What may come of an article besides a record and a failure."""


class Event(NamedTuple):
    """Something that was counted."""

    name: str
    """written, unchanged, repeated, left_out, refused, failed, list_read or list_failed."""
    source: str
    url: str
    reason: str | None = None
    """Kind of failure."""
    seconds: float | None = None
    """Seconds from the request to the response."""


class SourceCounter:
    """Tallies of a run by source."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.tallies = Tallies()
        """What was counted since the last :meth:`take`."""
        self.before: Callable[[str], Tally] = lambda source: Tally()
        """Returns what was counted for a source before that: earlier in this run, and yesterday and today."""
        self.observe: Callable[[Event], None] = lambda event: None
        """Called with each event that is counted."""
        self._known: dict[str, dict[str, None]] = {}
        """Digests of the latest records of each source, the oldest first."""
        self._new = 0

    @property
    def is_full(self) -> bool:
        """Whether the tallies should be taken."""
        return self._new >= _MOST_NEW

    def take(self) -> Tallies:
        """Return the tallies, and start new ones."""
        taken, self.tallies, self._new = self.tallies, Tallies(), 0
        return taken

    def count_record(self, source: str, record: dict[str, Any], seconds: float | None) -> None:
        """Count a record that was written."""
        self._new += 1
        tally, facts = self.tallies.of(source), facts_of(record)
        if source not in self._known:
            self._known[source] = dict.fromkeys(self.before(source).digests)
        count_record(tally, facts, self.clock(), self._known[source])
        self.observe(Event("written", source, facts.url, None, seconds))
        if facts.is_new:
            remember(self._known[source], facts.digest)
            tally.newest = [*tally.newest, newest_of(record)][-3:]

    def count_failure(self, source: str, kind: Kind, url: str, seconds: float | None = None) -> None:
        """Count an article that gives no record because of a failure."""
        count_failure(self.tallies.of(source), kind, url)
        self.observe(Event("refused" if kind in REFUSED else "failed", source, url, kind, seconds))

    def count_outcome(self, outcome: Outcome, source: str, url: str, seconds: float | None = None) -> None:
        """Count an article that gives no record, but has not failed."""
        tally = self.tallies.of(source)
        setattr(tally, outcome, getattr(tally, outcome) + 1)
        if outcome == "unchanged":
            tally.last_success = max(tally.last_success, int(self.clock()))
        self.observe(Event(outcome, source, url, None, seconds))

    def count_list(self, source: str, url: str, failure: Kind | None, seconds: float | None) -> None:
        """Count a feed, sitemap or section page that was read or has failed."""
        tally = self.tallies.of(source)
        tally.lists += 1
        if failure:
            raise_by(tally.lists_failed, failure)
            tally.example(f"list {failure}", url)
        self.observe(Event("list_failed" if failure else "list_read", source, url, failure, seconds))


def remember(known: dict[str, None], text: str) -> None:
    """Add a text to the latest 4,096 ones, which a dict holds in order."""
    known[text] = None
    if len(known) > _MOST_KNOWN:
        del known[next(iter(known))]
