"""Leases that are renewed while a run goes on: those of a dead run end, those of a long one do not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from crawler.ledger.model import Lease

LEASE_SECONDS = 600
"""Time after which what a dead run had is claimed by others."""
RENEW_EVERY = LEASE_SECONDS // 3
_LOOK_EVERY = 60
"""Seconds between looks at the clock, where nothing else asks."""


class Renewal:
    """Renews all that a run holds.

    ``held``: the leases that it has in its hands; ``renew``: the ledger's; ``clock``: Unix time.
    """

    def __init__(
        self,
        held: Callable[[], Iterable[Lease]],
        renew: Callable[[list[Lease], int], object],
        clock: Callable[[], int],
    ) -> None:
        self._held, self._renew, self._clock = held, renew, clock
        self._last = clock()
        self._timer: asyncio.TimerHandle | None = None

    def renew_if_due(self) -> None:
        """Renew, if a third of their time is over or the clock was turned back; to be called before each claim."""
        now = self._clock()
        if self._last <= now < self._last + RENEW_EVERY:
            return
        self._last = now
        if leases := list(self._held()):
            self._renew(leases, now + LEASE_SECONDS)

    def start(self) -> None:
        """Renew from now on also where nothing is claimed, as while slow pages are under way."""
        self._timer = asyncio.get_running_loop().call_later(_LOOK_EVERY, self._look)

    def _look(self) -> None:
        self.renew_if_due()
        self.start()

    def stop(self) -> None:
        """Cancel the timer."""
        if self._timer:
            self._timer.cancel()
