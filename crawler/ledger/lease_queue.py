"""Leases that a run has claimed ahead, handed out site by site, and renewed as long as the run goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from crawler.ledger.claimed import Claimed
from crawler.ledger.model import Lease
from crawler.ledger.renewal import LEASE_SECONDS, Renewal
from crawler.ledger.run import LedgerRun
from crawler.ledger.site_scheduler import SiteScheduler

_AT_ONCE = 64
"""Number of leases claimed at a time."""


class LeaseQueue:
    """Leases whose requests have not been made yet."""

    def __init__(self, run: LedgerRun, sites: SiteScheduler) -> None:
        self._run, self._sites = run, sites
        self._claimed = Claimed()
        self.renewal = Renewal(self._held, self._renew, run.now)

    def sites(self) -> Set[str]:
        """Return the sites of the leases that are claimed."""
        return self._claimed.keys()

    def next(self) -> Lease | None:
        """Return a lease of the next site, claimed now if there is none; None if no site may be asked."""
        listing = self.listing()
        site = self._sites.next(self._claimed, listing)
        if site is None:
            self._claim(listing)
            site = self._sites.next(self._claimed, listing)
        return None if site is None else self._claimed.take(site)

    def listing(self) -> set[str]:
        """Return the sites of which a list is being read that may have newer articles than are known."""
        leases = self._run.leases.values()
        return {state.lease.site for state in leases if state.interval and not state.lease.version}

    def release(self, sites: Iterable[str]) -> None:
        """Release the leases of sites with new tasks, which may come first."""
        if leases := self._claimed.remove(sites):
            self._run.attempt(lambda: self._run.ledger.release(leases))

    def _claim(self, but: set[str]) -> None:
        self.renewal.renew_if_due()
        run, skipped = self._run, self._claimed.keys() | self._sites.shut() | but
        leases = run.attempt(lambda: run.ledger.claim(_AT_ONCE, run.now(), LEASE_SECONDS, skipped))
        self._claimed.put(leases or ())

    def release_all(self) -> None:
        """Release all leases of the run, which ends."""
        self._run.attempt(lambda: self._run.ledger.release(list(self._held())))

    def _held(self) -> Iterator[Lease]:
        """Return all leases of the run: waiting here, in progress, and held."""
        yield from self._claimed.all()
        yield from self._run.held()

    def _renew(self, leases: list[Lease], until: int) -> None:
        self._run.attempt(lambda: self._run.ledger.renew(leases, until))
