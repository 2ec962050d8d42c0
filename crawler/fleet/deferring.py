"""Defer the visits of the sources that are due, for all workers of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection

from crawler.fleet.due import due_sources
from crawler.fleet.queue import Queue
from crawler.fleet.visited_source import VisitedSources


class Deferring:
    """Looks for what is due; ``failed``: sources that are left out, which may grow; ``say``: prints a message."""

    def __init__(self, sources: VisitedSources, failed: Collection[str], say: Callable[[str], None]) -> None:
        self._sources, self._failed, self._say = sources, failed, say
        self._has_sources = True

    async def defer(self, queue: Queue, stalled: float) -> bool:
        """Defer what is due and not deferred yet; return whether any visit is due or under way.

        ``stalled``: seconds without a heartbeat after which the visits of a worker are made again.

        :raises LedgerError: if a newer version has migrated the ledger.
        """
        await self._load()
        sources = self._sources.by_name
        await queue.drop_stalled(stalled)
        now, under_way, states = await queue.look()
        found = due_sources({name: source.digest for name, source in sources.items()}, states, now)
        due = [visit for visit in found if visit.source not in self._failed]
        new = [visit for visit in due if visit.source not in under_way]
        locks = {name: source.lock for name, source in sources.items()}
        await queue.put((visit, locks.get(visit.source, visit.source)) for visit in new)
        return bool(under_way or due)

    async def _load(self) -> None:
        """Read the sources that have changed; report their mistakes, and once if there is none."""
        for mistake in await self._sources.load():
            self._say(mistake)
        has_sources = bool(self._sources.by_name)
        if self._has_sources and not has_sources:
            name = self._sources.name
            self._say(f"There is no source in {name} that is not paused; copydesk sources add writes one.")
        self._has_sources = has_sources
