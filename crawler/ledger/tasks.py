"""What is owed: tasks, their leases, and the keys of all that was ever owed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crawler.ledger.model import FAILURES, STATES, Lease, Settlement, Task

_TASK = "INSERT INTO tasks VALUES (?, ?, ?, ?, ?, 0, NULL, 0, 0, 0, ?, ?)"
_LEASE = "SELECT id, ?, key, url, payload, ?, tries, visits, first FROM tasks WHERE id = ?"
_DUE = "SELECT 1 FROM tasks WHERE due > 0 AND due <= ?"
_NEXT_SITE = "SELECT min(site) FROM tasks WHERE fence = 0 AND due = 0 AND site > ?"


class Frontier:
    """Tables ``seen``, ``tasks`` and ``sites``; whoever calls has begun a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._do = connection.execute
        self._many = connection.executemany
        self._sites: dict[str, int] = {}
        self._last_site = 0

    def add(self, tasks: Sequence[Task]) -> list[bool]:
        """Owe tasks; for each, whether its key is new."""
        number = self._do("SELECT coalesce(max(id), 0) FROM tasks").fetchone()[0]
        ids = {task.key: number + i for i, task in reversed(list(enumerate(tasks, 1)))}
        new = {key for key in sorted(ids) if self._note(key, ids[key])}  # sorted: neighbours share pages
        first = [task.key in new and ids[task.key] == number + i for i, task in enumerate(tasks, 1)]
        self._many(_TASK, [self._row(task, ids[task.key]) for task, is_new in zip(tasks, first, strict=True) if is_new])
        for task, is_new in zip(tasks, first, strict=True):
            if task.always and not is_new:
                self._owe_again(task)
        return first

    def _note(self, key: int, task: int) -> bool:
        return self._do("INSERT OR IGNORE INTO seen (key, state, task) VALUES (?, 0, ?)", (key, task)).rowcount == 1

    def _row(self, task: Task, number: int | None) -> tuple[object, ...]:
        return number, task.key, self._site(task.site), -task.priority, task.due, _short(task), task.payload

    def _owe_again(self, task: Task) -> None:
        """A task that is to be made each time: brought forward, or owed anew."""
        if self._do("SELECT task FROM seen WHERE key = ?", (task.key,)).fetchone()[0] is None:
            number = self._do(_TASK, self._row(task, None)).lastrowid
            self._do("UPDATE seen SET task = ? WHERE key = ?", (number, task.key))
            return
        where = "WHERE id = (SELECT task FROM seen WHERE key = ?) AND fence = 0"
        self._do(f"UPDATE tasks SET payload = ? {where}", (task.payload, task.key))
        if not task.patient:
            self._do(f"UPDATE tasks SET due = ? {where}", (task.due, task.key))
        elif task.due:  # a failed one waits as long as it was told to
            self._do(f"UPDATE tasks SET due = min(due, ?) {where} AND due > 0 AND tries = 0", (task.due, task.key))

    def _site(self, name: str) -> int:
        if name not in self._sites:
            self._do("INSERT OR IGNORE INTO sites (name) VALUES (?)", (name,))
            if len(self._sites) > 10_000:
                self._sites.clear()
            self._sites[name] = self._do("SELECT id FROM sites WHERE name = ?", (name,)).fetchone()[0]
        return self._sites[name]

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Those that were ever owed."""
        return {key for key in keys if self._do("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone()}

    def due(self, key: int) -> int | None:
        """When a task is due; ``None`` if it is not owed."""
        row = self._do("SELECT due FROM tasks WHERE id = (SELECT task FROM seen WHERE key = ?)", (key,)).fetchone()
        return row[0] if row else None

    def owes(self, now: int, skip: Iterable[str] = ()) -> bool:
        """Whether a task is due and not leased, of none of the sites in ``skip``."""
        shut, site = {self._site(name) for name in skip}, 0
        while (site := self._do(_NEXT_SITE, (site,)).fetchone()[0]) is not None:
            if site not in shut:
                return True
        others = f" AND site NOT IN ({', '.join('?' * len(shut))})"
        return bool(self._do(f"{_DUE}{others} LIMIT 1", (now, *shut)).fetchone())

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str]) -> list[Lease]:
        """Lease up to ``count`` due tasks, an equal share of each site, going round the sites."""
        if self._do(f"{_DUE} LIMIT 1", (now,)).fetchone():
            self._do("UPDATE tasks SET due = 0 WHERE due > 0 AND due <= ?", (now,))
        sites = self._ready_sites(count, {self._site(name) for name in skip})
        if not sites:
            return []
        fence = self._do("UPDATE notes SET value = value + 1 WHERE name = 'fence' RETURNING value").fetchone()[0]
        leases: list[Lease] = []
        for i, (site, name) in enumerate(sites):
            share = -(-(count - len(leases)) // (len(sites) - i))
            leases += self._lease(site, name, share, fence, now + seconds)
        return leases

    def _ready_sites(self, count: int, skip: set[int]) -> list[tuple[int, str]]:
        """Up to ``count`` sites that are owed something, from the one after the last."""
        found: list[tuple[int, str]] = []
        start = at = self._last_site
        wrapped = False
        while len(found) < count:
            row = self._do(_NEXT_SITE, (at,)).fetchone()
            if row[0] is None or (wrapped and row[0] > start):
                if wrapped or not start:
                    break
                at, wrapped = 0, True
                continue
            at = row[0]
            if at not in skip:
                found.append((at, self._do("SELECT name FROM sites WHERE id = ?", (at,)).fetchone()[0]))
        self._last_site = found[-1][0] if found else 0
        return found

    def _lease(self, site: int, name: str, count: int, fence: int, until: int) -> list[Lease]:
        ready = "SELECT id FROM tasks WHERE fence = 0 AND due = 0 AND site = ? ORDER BY rank, id LIMIT ?"
        ids = [row[0] for row in self._do(ready, (site, count)).fetchall()]
        self._many("UPDATE tasks SET fence = ?, until = ? WHERE id = ?", [(fence, until, i) for i in ids])
        return [self._lent(fence, name, i) for i in ids]

    def _lent(self, fence: int, site: str, number: int) -> Lease:
        lease = Lease(*self._do(_LEASE, (fence, site, number)).fetchone())
        return replace(lease, url=to_url(lease.url, site))

    def expire(self, now: int) -> int:
        """Take back leases that end by then."""
        return self._do("UPDATE tasks SET fence = 0, until = NULL WHERE fence > 0 AND until <= ?", (now,)).rowcount

    def release(self, leases: Iterable[Lease]) -> None:
        """Take back leases that are still held."""
        back = "UPDATE tasks SET fence = 0, until = NULL WHERE id = ? AND fence = ?"
        self._many(back, [(lease.id, lease.fence) for lease in leases])

    def held(self, lease: Lease) -> bool:
        """Whether the task is still leased under that fence."""
        return bool(self._do("SELECT 1 FROM tasks WHERE id = ? AND fence = ?", (lease.id, lease.fence)).fetchone())

    def end(self, settlement: Settlement) -> None:
        """End a lease: the task waits for its next time, or is no more."""
        lease, state, at = settlement.lease, STATES.index(settlement.state), settlement.at
        if settlement.due is None:
            self._do("DELETE FROM tasks WHERE id = ?", (lease.id,))
        elif settlement.state in FAILURES:
            again = "UPDATE tasks SET fence = 0, until = NULL, due = ?, tries = tries + 1 WHERE id = ?"
            self._do(again, (settlement.due, lease.id))
        else:
            again = "UPDATE tasks SET fence = 0, until = NULL, due = ?, tries = 0, visits = ?, first = ? WHERE id = ?"
            self._do(again, (settlement.due, lease.visits + 1, lease.seen or at, lease.id))
        task = None if settlement.due is None else lease.id
        change = "UPDATE seen SET state = ?, task = ?, at = ?, article = coalesce(?, article) WHERE key = ?"
        self._do(change, (state, task, at, settlement.article, lease.key))
        alias = "INSERT OR IGNORE INTO seen VALUES (?, ?, NULL, ?, ?)"
        repeated = STATES.index("repeated")
        self._many(alias, [(key, repeated, at, settlement.article) for key in settlement.aliases])


def _short(task: Task) -> str:
    """The address less what its site says."""
    start = f"https://{task.site}/"
    return task.url[len(start) - 1 :] if task.url.startswith(start) else task.url


def to_url(short: str, site: str) -> str:
    """The address of a task as the table has it.

    >>> to_url("/1", "daily.example"), to_url("http://daily.example/1", "daily.example")
    ('https://daily.example/1', 'http://daily.example/1')
    """
    return f"https://{site}{short}" if short.startswith("/") else short
