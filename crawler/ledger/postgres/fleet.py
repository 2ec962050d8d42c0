"""Visits and segments (:class:`crawler.ledger.shared.SharedLedger`)."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.ledger.postgres import leases
from crawler.ledger.postgres.session import Connection, Session
from crawler.ledger.shared import Segment, VisitState

_BEGIN = """
INSERT INTO visits VALUES (%s, %s, nextval('fences'), 0)
ON CONFLICT (source) DO UPDATE SET digest = excluded.digest, fence = excluded.fence, again = 0, not_before = 0
RETURNING fence
"""
STATES = """
WITH RECURSIVE waiting (source) AS (
    (SELECT source FROM tasks WHERE due > 0 ORDER BY source LIMIT 1)
    UNION ALL
    SELECT (SELECT source FROM tasks WHERE due > 0 AND tasks.source > waiting.source ORDER BY source LIMIT 1)
    FROM waiting WHERE waiting.source IS NOT NULL
), first AS (
    SELECT source, (SELECT due FROM tasks WHERE tasks.source = waiting.source AND due > 0 ORDER BY due LIMIT 1) AS due
    FROM waiting WHERE source IS NOT NULL
), unpublished AS (SELECT source FROM outbox UNION SELECT source FROM uploads)
SELECT source, digest, again, CASE WHEN due <= %(now)s THEN due END AS waiting,
    unpublished.source IS NOT NULL AS unpublished, coalesce(fence, 0) AS fence, coalesce(not_before, 0) AS not_before
FROM visits FULL JOIN first USING (source) FULL JOIN unpublished USING (source)
"""
"""A row for each source, with the fields of a :class:`crawler.ledger.shared.VisitState`.

The first due task of each takes two index lookups, however many tasks it has."""
_END = """
UPDATE visits SET again = CASE WHEN EXISTS (
    SELECT 1 FROM tasks WHERE tasks.source = visits.source AND tasks.fence > 0
) THEN 0 ELSE %s END WHERE source = %s AND fence = %s
"""
"""A call that leases tasks is repeated if its answer is lost with the server; nobody knows of the first leases."""
_ANNOUNCE = "INSERT INTO uploads VALUES (%s, %s, 'announced') ON CONFLICT DO NOTHING"
_LIST = """
WITH announced AS (UPDATE uploads SET state = 'listed' WHERE name = %s AND state = 'announced' RETURNING name)
INSERT INTO segments SELECT name, %s, %s, %s, %s, %s FROM announced ON CONFLICT DO NOTHING RETURNING name
"""
_DROP = "UPDATE uploads SET state = 'dropped' WHERE source = %s AND state = 'announced'"
_UNSETTLED = "SELECT name, state = 'listed' FROM uploads WHERE source = %s AND state != 'announced'"
_SEGMENTS = "SELECT name, source, at, records, bytes, sha256 FROM segments"


class _Elsewhere(Exception):
    """A line of a segment is in another one already, or the segment was dropped."""


class Fleet:
    """Tables ``visits`` and ``segments`` over a ``session``."""

    session: Session

    def begin_visit(self, source: str, digest: str) -> int:
        """Begin a visit, and take back all leases of its source.

        :raises LedgerError: also if a newer program has migrated the ledger.
        """

        def work(connection: Connection) -> int:
            self.session.check_version(self.session.ask_version(connection))
            [(fence,)] = connection.execute(_BEGIN, (source, digest)).fetchall()
            leases.take_back(connection, source)
            return int(fence)

        return self.session.run(work)

    def end_visit(self, source: str, fence: int, again: int | None) -> None:
        """End a visit, unless another has begun since, or a lease of it is left."""
        self.session.execute(_END, (again, source, fence))

    def is_current(self, source: str, fence: int) -> bool:
        """Return whether no other visit of a source has begun since."""
        query = "SELECT 1 FROM visits WHERE source = %s AND fence = %s"
        return bool(self.session.rows(query, (source, fence)))

    def put_off(self, source: str, again: int) -> None:
        """Set when a source whose visit crashed is to be visited again."""
        change = "UPDATE visits SET not_before = %s WHERE source = %s AND again = 0"
        self.session.execute(change, (again, source))

    def visit_states(self, now: int) -> dict[str, VisitState]:
        """Return what is known of the visits of each source."""
        return {source: VisitState(*values) for source, *values in self.session.rows(STATES, {"now": now})}

    def outbox_of(self, source: str, count: int) -> list[tuple[int, bytes]]:
        """Return lines of a source that are in no segment."""
        return self.session.rows("SELECT id, line FROM outbox WHERE source = %s ORDER BY id LIMIT %s", (source, count))

    def announce_segment(self, name: str, source: str) -> None:
        """Announce a segment before anything of it is in the output."""
        self.session.execute(_ANNOUNCE, (name, source))

    def put_segment(self, segment: Segment, numbers: Sequence[int]) -> bool:
        """List a segment and delete its lines; it may be listed by this very call, whose answer was lost."""

        def work(connection: Connection) -> None:
            values = segment.name, segment.source, segment.at, segment.records, segment.bytes, segment.sha256
            if not connection.execute(_LIST, values).fetchone():
                if connection.execute(_SEGMENTS + " WHERE name = %s", (segment.name,)).fetchone():
                    return
                raise _Elsewhere
            delete = "DELETE FROM outbox WHERE id = ANY(%s) RETURNING id"
            if len(connection.execute(delete, (list(numbers),)).fetchall()) != len(numbers):
                raise _Elsewhere

        try:
            self.session.run(work)
        except _Elsewhere:
            return False
        return True

    def settle_segment(self, name: str) -> None:
        """Forget the announcement of a segment."""
        self.session.execute("DELETE FROM uploads WHERE name = %s", (name,))

    def unsettled_segments(self, source: str) -> dict[str, bool]:
        """Drop the announced segments of a source; return whether each unsettled one is listed."""
        if not self.session.value("SELECT true FROM uploads WHERE source = %s LIMIT 1", (source,)):
            return {}
        self.session.execute(_DROP, (source,))
        return dict(self.session.rows(_UNSETTLED, (source,)))

    def announced_segments(self) -> set[str]:
        """Return the names of all unsettled segments."""
        return {name for (name,) in self.session.rows("SELECT name FROM uploads")}

    def segments(self, source: str | None = None) -> list[Segment]:
        """Return all segments, or those of a source."""
        order = " ORDER BY at, name"
        if source is None:
            return [Segment(*row) for row in self.session.rows(_SEGMENTS + order)]
        return [Segment(*row) for row in self.session.rows(f"{_SEGMENTS} WHERE source = %s{order}", (source,))]
