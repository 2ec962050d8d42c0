"""Counts of a crawl by source, as numbers and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.errors import Kind

REFUSED: frozenset[Kind] = frozenset(("robots", "private-address"))
"""Failures of requests that are never made: the site or Copydesk forbids them."""


@dataclass(slots=True)
class SourceCounts:
    """Counts of one source."""

    found: int = 0
    """New article URLs."""
    fetched: int = 0
    """Articles fetched."""
    written: int = 0
    """Records, including revisions."""
    unchanged: int = 0
    """Pages without anything new: known already under this or another URL."""
    failures: dict[Kind, int] = field(default_factory=dict)
    """Number of failures by kind, including those of lists."""
    limit: str = ""
    """The limit that ended the source."""

    def fail(self, kind: Kind) -> None:
        """Count a failure."""
        self.failures[kind] = self.failures.get(kind, 0) + 1

    @property
    def refused(self) -> int:
        """Number of requests forbidden by robots.txt or by Copydesk."""
        return sum(number for kind, number in self.failures.items() if kind in REFUSED)

    @property
    def failed(self) -> int:
        """Number of other failures."""
        return sum(self.failures.values()) - self.refused

    def why(self) -> str:
        """Return the reasons, most frequent first.

        >>> SourceCounts(failures={"http": 2, "robots": 3}, limit="max_time").why()
        '3 robots, 2 http; stopped at max_time'
        """
        ordered = sorted(self.failures.items(), key=lambda pair: (-pair[1], pair[0]))
        parts = [", ".join(f"{number} {kind}" for kind, number in ordered)] if ordered else []
        return "; ".join([*parts, *([f"stopped at {self.limit}"] if self.limit else [])])

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as plain values."""
        counts = {name: getattr(self, name) for name in COLUMNS}
        return {**counts, "why": dict(self.failures), "limit": self.limit or None}


COLUMNS = ("found", "fetched", "written", "unchanged", "refused", "failed")


def total(tallies: Mapping[str, SourceCounts]) -> SourceCounts:
    """Return the sum of all sources."""
    whole = SourceCounts()
    for tally in tallies.values():
        for name in COLUMNS[:4]:
            setattr(whole, name, getattr(whole, name) + getattr(tally, name))
        for kind, number in tally.failures.items():
            whole.failures[kind] = whole.failures.get(kind, 0) + number
    return whole


def sentence(name: str, tally: SourceCounts) -> str:
    """Return the line of a source in the summary.

    >>> sentence("daily", SourceCounts(found=3, fetched=2, written=2, failures={"robots": 1}))
    'daily: 3 found, 2 fetched, 2 written, 1 refused (1 robots).'
    >>> sentence("daily", SourceCounts())
    'daily: nothing new.'
    """
    counts = [f"{number:,} {word}" for word in COLUMNS if (number := getattr(tally, word))]
    why = tally.why()
    return f"{name}: {', '.join(counts) or 'nothing new'}{f' ({why})' if why else ''}."
