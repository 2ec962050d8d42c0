"""Which leased requests the spider wants in this run; the leases of the others are held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scrapy import Request, Spider

from crawler.ledger.model import Lease
from crawler.sources.schedule import next_run


def is_wanted(request: Request, spider: Spider | None) -> bool:
    """Return whether a request belongs to one of the spider's sources, if it has any, and the spider wants it."""
    if wants := getattr(spider, "wants", None):
        return bool(wants(request))
    sources = getattr(spider, "sources", None)
    name = request.cb_kwargs.get("source_name")
    return not sources or not name or any(source.name == name for source in sources)


def times(request: Request, spider: Spider | None) -> dict[str, Any]:
    """Return the schedule and revisits of a request by its source."""
    found = getattr(spider, "times", None)
    name = request.cb_kwargs.get("source_name")
    return dict(found(name)) if found and name else {}


def next_run_of(request: Request, spider: Spider | None, now: int) -> int:
    """Return when a list is due by the schedule of its source; 0 if that has none."""
    meta = {**request.meta, **times(request, spider)}
    name = request.cb_kwargs.get("source_name") or ""
    return next_run(meta["schedule"], now, meta.get("timezone", "UTC"), name) if meta.get("schedule") else 0


class HeldLeases:
    """Leases that are held, by reason, which is usually the name of a source. ``release``: that of the ledger."""

    def __init__(self, release: Callable[[list[Lease]], None]) -> None:
        self._release = release
        self._by_reason: dict[str, list[Lease]] = {}

    def __iter__(self) -> Iterator[Lease]:
        for leases in self._by_reason.values():
            yield from leases

    def keep(self, reason: str, lease: Lease) -> None:
        """Hold a lease."""
        self._by_reason.setdefault(reason, []).append(lease)

    def release(self, reason: str) -> None:
        """Release the leases held for a reason, so that they can be claimed again."""
        if leases := self._by_reason.pop(reason, None):
            self._release(leases)

    def release_all(self) -> None:
        """Release all leases."""
        for reason in list(self._by_reason):
            self.release(reason)
