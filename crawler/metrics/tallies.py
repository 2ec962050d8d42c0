"""Tallies by source, of which there may be as many as hosts in an archive."""

from __future__ import annotations

from crawler.metrics.tally import Tally

_MOST_SOURCES = 2_000
OTHERS = "(others)"
"""Holds what is counted of sources beyond that number."""
NO_SOURCE = ""
"""Requests and failures of no source: robots.txt, the files of a run."""


class Tallies(dict[str, Tally]):
    """A tally for each source, made when it is first counted."""

    def of(self, source: str) -> Tally:
        """The tally of a source."""
        if source not in self and len(self) >= _MOST_SOURCES:
            source = OTHERS
        return self.setdefault(source, Tally())

    def total(self) -> Tally:
        """The sum of all."""
        whole = Tally()
        for tally in self.values():
            whole.add(tally)
        return whole

    def add(self, other: Tallies) -> None:
        """Add what other tallies have."""
        for name, tally in other.items():
            self.of(name).add(tally)
