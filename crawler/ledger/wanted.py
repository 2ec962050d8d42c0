"""Which leased requests a spider wants today, and the leases of those that it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scrapy import Request, Spider

from crawler.ledger.model import Lease


def is_wanted(request: Request, spider: Spider | None) -> bool:
    """Whether its source is one of the spider's, where the spider has any, and the spider wants it."""
    if wants := getattr(spider, "wants", None):
        return bool(wants(request))
    sources = getattr(spider, "sources", None)
    name = request.cb_kwargs.get("source_name")
    return not sources or not name or any(source.name == name for source in sources)


def times(request: Request, spider: Spider | None) -> dict[str, Any]:
    """What the spider's source says today of a request's times."""
    found = getattr(spider, "times", None)
    name = request.cb_kwargs.get("source_name")
    return dict(found(name)) if found and name else {}


class HeldBack:
    """Leases whose requests are not made yet, by why: a source's name, as a rule. ``release``: the ledger's."""

    def __init__(self, release: Callable[[list[Lease]], None]) -> None:
        self._release = release
        self._by_reason: dict[str, list[Lease]] = {}

    def __iter__(self) -> Iterator[Lease]:
        for leases in self._by_reason.values():
            yield from leases

    def keep(self, reason: str, lease: Lease) -> None:
        """Hold a lease back."""
        self._by_reason.setdefault(reason, []).append(lease)

    def release(self, reason: str) -> None:
        """Give back those held for a reason, which may be claimed again."""
        if leases := self._by_reason.pop(reason, None):
            self._release(leases)

    def release_all(self) -> None:
        """Give back all."""
        for reason in list(self._by_reason):
            self.release(reason)
