"""The state and metrics of a worker: its visits, and the counts of all workers in the ledger."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection

from crawler.ledger.registry import open_shared_ledger
from crawler.metrics.drift.history import DAY
from crawler.metrics.last_days import last_days
from crawler.metrics.openmetrics import Snapshot
from crawler.metrics.packing import unpack
from crawler.metrics.state_server import Page, StateServer, metrics_page, state_page
from crawler.metrics.tally import Tally
from crawler.metrics.watch import alarms_of


class WorkerHealth:
    """Serves them; ``visited``: the sources that are visited now."""

    def __init__(self, ledger: str, visited: Callable[[], Collection[str]]) -> None:
        self._ledger, self._visited, self._begun = ledger, visited, time.time()
        self.server = StateServer(self._page)

    async def _page(self, path: bytes) -> Page:
        visited = sorted(self._visited())
        if path != b"/metrics":
            return state_page({"status": "ok", "under_way": visited})
        return metrics_page(await asyncio.to_thread(self._snapshot, len(visited)))

    def _snapshot(self, visits: int) -> Snapshot:
        """Return the counts of all workers since midnight in UTC; ``visits``: of this one."""
        gauges: dict[str, tuple[str, float]] = {
            "start_time_seconds": ("When the worker began.", self._begun),
            "visits_in_progress": ("Sources that this worker visits now.", visits),
        }
        ledger = open_shared_ledger(self._ledger)
        try:
            now = int(ledger.time())
            counts = ledger.counts(now)
            gauges["queue_due"] = "Requests that are due.", counts["pending now"]
            gauges["queue_waiting"] = "Requests due later.", counts["pending later"]
            today = {kept.source: Tally.from_dict(unpack(kept.value)) for kept in ledger.tallies(now // DAY * DAY)}
            alarms = {(alarm.source, alarm.kind): alarm.opened for alarm in alarms_of(ledger)}
            return Snapshot(today, last_days(ledger, now), alarms, gauges)
        finally:
            ledger.close()
