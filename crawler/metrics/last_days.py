"""What a ledger has of each source's last day with articles."""

from __future__ import annotations

from crawler.ledger.protocol import Ledger
from crawler.metrics.drift.history import WEEK
from crawler.metrics.packing import unpack
from crawler.metrics.tally import Tally


def last_days(ledger: Ledger, now: int) -> dict[str, Tally]:
    """Return the tally of each source's last day with articles in a week, and its latest times."""
    found: dict[str, Tally] = {}
    for kept in ledger.tallies(now - WEEK):
        tally, before = Tally.from_dict(unpack(kept.value)), found.get(kept.source)
        if before:
            tally.last_success = max(tally.last_success, before.last_success)
            tally.last_published = max(tally.last_published, before.last_published)
        if tally.written or before is None:
            found[kept.source] = tally
        else:
            before.last_success, before.last_published = tally.last_success, tally.last_published
    return found
