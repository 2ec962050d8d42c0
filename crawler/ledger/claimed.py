"""Leases that have been claimed and whose requests have not been made."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from crawler.ledger.model import Lease


class Claimed(dict[str, deque[Lease]]):
    """Leases by site; a site has at least one."""

    def put(self, leases: Iterable[Lease]) -> None:
        """Add leases, each behind those of its site."""
        for lease in leases:
            self.setdefault(lease.site, deque()).append(lease)

    def take(self, site: str) -> Lease:
        """The first of a site, which has one."""
        lease = self[site].popleft()
        if not self[site]:
            del self[site]
        return lease

    def remove(self, sites: Iterable[str]) -> list[Lease]:
        """All of some sites."""
        return [lease for site in sites for lease in self.pop(site, ())]

    def all(self) -> list[Lease]:
        """All of every site."""
        return [lease for leases in self.values() for lease in leases]
