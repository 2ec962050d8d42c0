"""Leases that are claimed, and whose requests have not been scheduled yet."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from crawler.ledger.model import Lease


class Claimed(dict[str, deque[Lease]]):
    """Queues of leases by site; no queue is empty."""

    def put(self, leases: Iterable[Lease]) -> None:
        """Append leases to the queues of their sites."""
        for lease in leases:
            self.setdefault(lease.site, deque()).append(lease)

    def take(self, site: str) -> Lease:
        """Remove and return the first lease of a site."""
        lease = self[site].popleft()
        if not self[site]:
            del self[site]
        return lease

    def remove(self, sites: Iterable[str]) -> list[Lease]:
        """Remove and return all leases of some sites."""
        return [lease for site in sites for lease in self.pop(site, ())]

    def all(self) -> list[Lease]:
        """Return all leases."""
        return [lease for leases in self.values() for lease in leases]
