"""A ledger that many machines use at once: what it knows of visits, and of the segments that records are written to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from crawler.ledger.model import AlarmNote, Lease, Task
from crawler.ledger.protocol import Ledger

if TYPE_CHECKING:
    from crawler.ledger.completion_buffer import CompletionBuffer


@dataclass(frozen=True, slots=True)
class VisitState:
    """What is known of the visits of a source."""

    digest: str | None = None
    """That of its source file at the last visit; None if it was never visited."""
    again: int | None = None
    """Unix time at which it is to be visited whatever is due; 0: the last visit has not ended."""
    waiting: int | None = None
    """Unix time since which one of its requests has been due; None if none is."""
    unpublished: bool = False
    """Whether it has records that are in no segment."""
    fence: int = 0
    """That of the last visit; 0 if there was none."""
    not_before: int = 0
    """Unix time before which it is not to be visited, as its last visit crashed."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A file of records. It counts only if the ledger lists it."""

    name: str
    """Its path in the output."""
    source: str
    at: int
    """Unix time at which it was listed."""
    records: int
    bytes: int
    sha256: str


class SharedLedger(Ledger, Protocol):
    """A ledger of many machines. A visit is that of one source; what an earlier visit still holds is taken from it."""

    together: list[CompletionBuffer]
    """The completions that wait of all visits over this connection."""

    def claim_for(
        self, visit: int, source: str, count: int, now: int, seconds: int, skip: Iterable[str] = ()
    ) -> list[Lease]:
        """Lease tasks of a source, see :meth:`crawler.ledger.protocol.Ledger.claim`, if a visit is still current.

        ``visit``: its fence.
        """

    def has_due(self, now: int, skip: Iterable[str] = (), source: str = "") -> bool:
        """Return whether a task of a source could be claimed."""

    def begin_visit(self, source: str, digest: str) -> int:
        """Begin a visit, and return its fence.

        It is due again at once until it is ended, and all leases of the source are taken back.
        """

    def end_visit(self, source: str, fence: int, again: int | None) -> None:
        """End a visit, unless another has begun since.

        If tasks of the source are still leased, whose leases a lost answer of the ledger has named, it stays due.
        ``again``: Unix time from which there is to be another one, whatever is due then.
        """

    def is_current(self, source: str, fence: int) -> bool:
        """Return whether no other visit of a source has begun since."""

    def put_off(self, source: str, again: int) -> None:
        """Set when a source whose visit crashed is to be visited again."""

    def visit_states(self, now: int) -> dict[str, VisitState]:
        """Return what is known of the visits of each source."""

    def outbox_of(self, source: str, count: int) -> list[tuple[int, bytes]]:
        """Return lines of a source that are in no segment, with their numbers, the oldest first."""

    def announce_segment(self, name: str, source: str) -> None:
        """Announce a segment before anything of it is in the output, so that a lost machine leaves no unknown file."""

    def put_segment(self, segment: Segment, numbers: Sequence[int]) -> bool:
        """List an announced segment and delete its lines.

        Return False, and change nothing, if one of them is in another segment or the segment was dropped.
        """

    def settle_segment(self, name: str) -> None:
        """Forget the announcement of a segment that has its final name, or whose file is deleted."""

    def unsettled_segments(self, source: str) -> dict[str, bool]:
        """Drop the announced segments of a source, which can be listed no more.

        Return for each unsettled one whether it is listed, so that its file is to have its final name; the files of the
        others are to be deleted.
        """

    def announced_segments(self) -> set[str]:
        """Return the names of all unsettled segments; a file of no such name will never be listed."""

    def segments(self, source: str | None = None) -> list[Segment]:
        """Return all segments, or those of a source, in the order of their time."""


class SourceLines:
    """The lines of a source that are in no segment."""

    def __init__(self, ledger: SharedLedger, source: str) -> None:
        self._ledger, self._source = ledger, source

    def outbox(self, count: int) -> list[tuple[int, bytes]]:
        """Return unpublished lines of the source."""
        return self._ledger.outbox_of(self._source, count)

    def put_segment(self, segment: Segment, numbers: Sequence[int]) -> bool:
        """List a segment, see :meth:`SharedLedger.put_segment`."""
        return self._ledger.put_segment(segment, numbers)

    def announce_segment(self, name: str) -> None:
        """Announce a segment, see :meth:`SharedLedger.announce_segment`."""
        self._ledger.announce_segment(name, self._source)

    def settle_segment(self, name: str) -> None:
        """Forget its announcement, see :meth:`SharedLedger.settle_segment`."""
        self._ledger.settle_segment(name)

    def unsettled_segments(self) -> dict[str, bool]:
        """Drop those that were only announced, see :meth:`SharedLedger.unsettled_segments`."""
        return self._ledger.unsettled_segments(self._source)


class OneSource(SourceLines):
    """A shared ledger as the visit of one source sees it: only the tasks and lines of that source."""

    def __init__(self, ledger: SharedLedger, source: str, digest: str) -> None:
        """Begin the visit; ``digest``: that of the source file."""
        super().__init__(ledger, source)
        self._fence = ledger.begin_visit(source, digest)
        self._without: tuple[int, frozenset[str]] | None = None
        """Second and skipped sites of a claim that found nothing, which is not repeated within that second."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    def end(self, again: int | None) -> None:
        """End the visit, see :meth:`SharedLedger.end_visit`."""
        self._ledger.end_visit(self._source, self._fence, again)

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str] = ()) -> list[Lease]:
        """Lease due tasks of the source; none once another visit has begun, as while this process was stopped."""
        asked = now, frozenset(skip)
        if asked == self._without:
            return []
        leases = self._ledger.claim_for(self._fence, self._source, count, now, seconds, asked[1])
        self._without = None if leases else asked
        return leases

    def add(self, tasks: Sequence[Task]) -> list[bool]:
        """Add pending tasks, see :meth:`crawler.ledger.protocol.Ledger.add`."""
        self._without = None
        return self._ledger.add(tasks)

    def alarms(self, only_open: bool = True) -> list[AlarmNote]:
        """Return the alarms of the source."""
        return self._ledger.alarms(only_open, self._source)

    def has_due(self, now: int, skip: Iterable[str] = ()) -> bool:
        """Return whether a task of the source could be claimed."""
        is_current = self._ledger.is_current(self._source, self._fence)
        return is_current and self._ledger.has_due(now, skip, self._source)
