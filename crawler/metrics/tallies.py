"""Tallies by source; there may be as many as hosts in an archive."""

from __future__ import annotations

from crawler.metrics.tally import Tally

_MOST_SOURCES = 2_000
OTHERS = "(others)"
"""Name of the tally for sources beyond that number."""
NO_SOURCE = ""
"""Name for requests and failures without a source: robots.txt, the files of a run."""


class Tallies(dict[str, Tally]):
    """A tally for each source, created on first use."""

    def of(self, source: str) -> Tally:
        """Return the tally of a source."""
        if source not in self and len(self) >= _MOST_SOURCES:
            source = OTHERS
        return self.setdefault(source, Tally())

    def total(self) -> Tally:
        """Return the sum of all tallies."""
        whole = Tally()
        for tally in self.values():
            whole.add(tally)
        return whole

    def add(self, other: Tallies) -> None:
        """Add other tallies, which are the later ones."""
        for name, tally in other.items():
            self.of(name).add(tally)
