"""Lease due tasks of many sites to one worker; no two workers wait for each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from crawler.ledger.model import Lease
from crawler.ledger.postgres.session import Connection, Cursor

_LAST = (1 << 31) - 1
_OF_SOURCE = "source = %(source)s AND "
_READY = """
WITH RECURSIVE ready (site) AS (
    (SELECT site FROM tasks WHERE {of}fence = 0 AND due = 0 AND site > %(after)s AND site <= %(last)s
     ORDER BY site LIMIT 1)
    UNION ALL
    SELECT (SELECT site FROM tasks WHERE {of}fence = 0 AND due = 0 AND tasks.site > ready.site
            AND tasks.site <= %(last)s ORDER BY site LIMIT 1)
    FROM ready WHERE ready.site IS NOT NULL
)
SELECT site FROM ready WHERE site IS NOT NULL AND site <> ALL(%(skip)s::int[]) LIMIT %(count)s
"""
"""Sites with due tasks: one index lookup for each, however many tasks it has. ``of``: of one source, or of all."""
_OF_SITES = """
SELECT wanted.site, found.id FROM unnest(%(sites)s::int[]) WITH ORDINALITY AS wanted (site, place), LATERAL (
    SELECT id, rank FROM tasks WHERE fence = 0 AND due = 0 AND tasks.site = wanted.site
    ORDER BY rank, id LIMIT %(count)s
) AS found ORDER BY place, rank, id
"""
_LEASE = """
WITH chosen AS (
    SELECT id, pending FROM tasks WHERE id = ANY(%s) AND fence = 0 AND due = 0 FOR UPDATE SKIP LOCKED
)
UPDATE tasks SET fence = %s, until = %s, pending = true FROM chosen WHERE tasks.id = chosen.id
RETURNING tasks.id, fence, key, url, payload, (SELECT name FROM sites WHERE sites.id = site), tries, visits, first,
    chosen.pending, coalesce((SELECT version FROM lists WHERE lists.key = tasks.key), '')
"""
_LEASE_OF_SOURCE = """
WITH RECURSIVE ready (site) AS (
    (SELECT site FROM tasks WHERE source = %(source)s AND fence = 0 AND due = 0 ORDER BY site LIMIT 1)
    UNION ALL
    SELECT (SELECT site FROM tasks WHERE source = %(source)s AND fence = 0 AND due = 0 AND tasks.site > ready.site
            ORDER BY site LIMIT 1)
    FROM ready WHERE ready.site IS NOT NULL
), wanted AS (
    SELECT site FROM ready WHERE site IS NOT NULL AND site <> ALL(%(skip)s::int[]) LIMIT %(count)s
), first AS (
    SELECT found.id, row_number() OVER (PARTITION BY wanted.site ORDER BY found.rank, found.id) AS place
    FROM wanted, LATERAL (
        SELECT id, rank FROM tasks WHERE source = %(source)s AND fence = 0 AND due = 0 AND tasks.site = wanted.site
        ORDER BY rank, id LIMIT %(count)s
    ) AS found ORDER BY place, found.id LIMIT %(count)s
), chosen AS (
    SELECT id, pending FROM tasks WHERE id IN (SELECT id FROM first) AND fence = 0 AND due = 0
    AND EXISTS (SELECT 1 FROM visits WHERE source = %(source)s AND fence = %(visit)s) FOR UPDATE SKIP LOCKED
), fence (number) AS MATERIALIZED (SELECT nextval('fences'))
UPDATE tasks SET fence = fence.number, until = %(until)s, pending = true FROM chosen, fence WHERE tasks.id = chosen.id
RETURNING tasks.rank, tasks.id, tasks.fence, key, url, payload, (SELECT name FROM sites WHERE sites.id = site), tries,
    visits, first, chosen.pending, coalesce((SELECT version FROM lists WHERE lists.key = tasks.key), '')
"""
"""The first tasks of a source, an equal share of each site, in one statement; none if another visit has begun."""
_FREE = "UPDATE tasks SET fence = 0, until = NULL"
_DUE = """
UPDATE tasks SET due = 0 WHERE id IN (
    SELECT id FROM tasks WHERE {of}due > 0 AND due <= %(now)s ORDER BY id FOR UPDATE SKIP LOCKED
)
"""
_TAKE_BACK = f"""{_FREE} WHERE id IN (
    SELECT id FROM tasks WHERE fence > 0 AND source = %s ORDER BY id FOR UPDATE
)"""
EXPIRE = f"""{_FREE} WHERE id IN (
    SELECT id FROM tasks WHERE fence > 0 AND until <= %s ORDER BY id FOR UPDATE SKIP LOCKED
)"""
_WAITING = """
SELECT EXISTS (SELECT 1 FROM tasks WHERE {of}due > 0 AND due <= %(now)s AND site <> ALL(%(skip)s::int[]))
OR EXISTS (SELECT 1 FROM tasks WHERE {of}fence > 0 AND until <= %(now)s AND site <> ALL(%(skip)s::int[]))
"""


def has_due(connection: Connection, now: int, skip: Collection[int], source: str = "") -> bool:
    """Return whether a task could be claimed of a site that is not in ``skip``."""
    if _ready_sites(connection, 1, 0, skip, source):
        return True
    values = {"now": now, "skip": list(skip), "source": source}
    return bool(connection.execute(_of(_WAITING, source), values).fetchall()[0][0])


def claim(
    connection: Connection, count: int, now: int, seconds: int, skip: Collection[int], after: int
) -> tuple[list[Lease], int]:
    """Lease up to ``count`` due tasks, an equal share of each site in turn; return them and the last site.

    ``after``: the site after which to start.
    """
    connection.execute(_of(_DUE, ""), {"now": now})
    sites = _ready_sites(connection, count, after, skip)
    if not sites:
        return [], 0
    chosen = _share(connection, sites, count)
    [(fence,)] = connection.execute("SELECT nextval('fences')").fetchall()
    place = {number: i for i, number in enumerate(chosen)}
    rows = connection.execute(_LEASE, (chosen, fence, now + seconds)).fetchall()
    return [Lease(*row) for row in sorted(rows, key=lambda row: place[row[0]])], sites[-1]


def claim_of_source(
    connection: Connection, count: int, now: int, until: int, skip: Collection[int], source: str, visit: int
) -> Cursor:
    """Lease up to ``count`` due tasks of a source for a visit that is current; :func:`to_leases` reads the rows."""
    connection.execute(_of(_DUE, source), {"now": now, "source": source})
    values = {"count": count, "until": until, "skip": list(skip), "source": source, "visit": visit}
    return connection.execute(_LEASE_OF_SOURCE.encode(), values)


def to_leases(rows: Cursor) -> list[Lease]:
    """Return the leases of :func:`claim_of_source`, in the order in which they are to be requested."""
    return [Lease(*row[1:]) for row in sorted(rows.fetchall(), key=lambda row: row[:2])]


def _of(query: str, source: str) -> bytes:
    """Return a query about one source, or about all."""
    return query.format(of=_OF_SOURCE if source else "").encode()


def _ready_sites(connection: Connection, count: int, after: int, skip: Collection[int], source: str = "") -> list[int]:
    """Return up to ``count`` sites with due tasks, from the one after ``after`` on."""
    query, values = _of(_READY, source), {"last": _LAST, "skip": list(skip), "source": source}
    found = [site for (site,) in connection.execute(query, {**values, "after": after, "count": count})]
    if after and len(found) < count:
        values |= {"after": 0, "last": after, "count": count - len(found)}
        found += [site for (site,) in connection.execute(query, values)]
    return found


def _share(connection: Connection, sites: Sequence[int], count: int) -> list[int]:
    """Return numbers of tasks, an equal share of each site; if one has too few, the others get more."""
    query, values = _OF_SITES.encode(), {"sites": list(sites), "count": -(-count // len(sites))}
    rows = connection.execute(query, values).fetchall()
    if len(rows) < count and len(sites) > 1:
        rows = connection.execute(query, {**values, "count": count}).fetchall()
    of_site: dict[int, list[int]] = {site: [] for site in sites}
    for site, number in rows:
        of_site[site].append(number)
    chosen: list[int] = []
    for i, site in enumerate(sites):
        chosen += of_site[site][: -(-(count - len(chosen)) // (len(sites) - i))]
    return chosen


def take_back(connection: Connection, source: str) -> None:
    """Take back all leases of a source, whoever has them."""
    connection.execute(_TAKE_BACK.encode(), (source,))


def renew(connection: Connection, leases: Iterable[Lease], until: int) -> None:
    """Set the expiry time of leases that are still held."""
    renewed = "UPDATE tasks SET until = %s WHERE id = %s AND fence = %s"
    _each(connection, renewed, [(until, lease.id, lease.fence) for lease in _ordered(leases)])


def release(connection: Connection, leases: Iterable[Lease]) -> None:
    """Release leases that are still held."""
    back = f"{_FREE}, pending = %s WHERE id = %s AND fence = %s"
    _each(connection, back, [(lease.pending, lease.id, lease.fence) for lease in _ordered(leases)])


def _ordered(leases: Iterable[Lease]) -> list[Lease]:
    """Return leases in the order in which all transactions lock rows."""
    return sorted(leases, key=lambda lease: lease.id)


def _each(connection: Connection, query: str, rows: Sequence[Sequence[object]]) -> None:
    for row in rows:
        connection.execute(query.encode(), row)
