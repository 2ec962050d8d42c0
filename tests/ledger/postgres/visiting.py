"""Leases of one source, as its visit has them."""

from __future__ import annotations

from crawler.ledger.model import Lease
from crawler.ledger.shared import SharedLedger

NOW = 1_000


def claim_of(ledger: SharedLedger, source: str, count: int = 9, now: int = NOW) -> list[Lease]:
    """Lease tasks for the visit of a source that is current; where there is none, one is begun."""
    state = ledger.visit_states(now).get(source)
    fence = (state and state.fence) or ledger.begin_visit(source, "digest")
    return ledger.claim_for(fence, source, count, now, 60)
