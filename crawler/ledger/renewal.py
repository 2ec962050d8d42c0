"""Renew leases while a run goes on, so that only those of a dead run expire."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from crawler.ledger.model import Lease

LEASE_SECONDS = 600
"""Seconds after which the leases of a dead run expire."""
RENEW_EVERY = LEASE_SECONDS // 3
_LOOK_EVERY = 60
"""Seconds between checks of the clock if nothing is claimed."""


class Renewal:
    """Renews all leases of a run.

    ``held``: returns the leases of the run; ``renew``: that of the ledger; ``clock``: returns the Unix time.
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
        """Renew if a third of the time has passed or the clock was set back; to be called before each claim."""
        now = self._clock()
        if self._last <= now < self._last + RENEW_EVERY:
            return
        self._last = now
        if leases := list(self._held()):
            self._renew(leases, now + LEASE_SECONDS)

    def start(self) -> None:
        """Renew from now on even if nothing is claimed, as during slow requests."""
        self._timer = asyncio.get_running_loop().call_later(_LOOK_EVERY, self._look)

    def _look(self) -> None:
        self.renew_if_due()
        self.start()

    def stop(self) -> None:
        """Cancel the timer."""
        if self._timer:
            self._timer.cancel()
