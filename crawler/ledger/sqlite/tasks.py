"""Pending tasks, their leases, and the keys of all tasks that were ever pending."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from crawler.ledger.model import FAILURES, STATES, Completion, Lease, State, Task
from crawler.ledger.sqlite.connection import value
from crawler.ledger.sqlite.lists import Lists

_TASK = "INSERT INTO tasks VALUES (?, ?, ?, ?, ?, 0, NULL, 0, 0, 0, ?, ?, 1, 0)"
_LEASE = (
    "SELECT id, ?, key, url, payload, ?, tries, visits, first, pending, coalesce(version, '') "
    "FROM tasks LEFT JOIN lists USING (key) WHERE id = ?"
)
_FREE = "UPDATE tasks SET fence = 0, until = NULL"
_DUE = "SELECT 1 FROM tasks WHERE due > 0 AND due <= ?"
_EXPIRED = "SELECT 1 FROM tasks WHERE fence > 0 AND until <= ?"
_NEXT_SITE = "SELECT min(site) FROM tasks WHERE fence = 0 AND due = 0 AND site > ?"


class Frontier:
    """Tables ``seen``, ``tasks`` and ``sites``; the caller has started a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._do, self._value = connection.execute, partial(value, connection)
        self._many = connection.executemany
        self.lists = Lists(connection)
        self._sites: dict[str, int] = {}
        self._last_site = 0

    def add(self, tasks: Sequence[Task]) -> list[bool]:
        """Add pending tasks; return for each whether its key is new, or it is a list with another version."""
        number = self._value("SELECT coalesce(max(id), 0) FROM tasks")
        ids = {task.key: number + i for i, task in reversed(list(enumerate(tasks, 1)))}
        new = {key for key in sorted(ids) if self._note(key, ids[key])}  # sorted: neighbours share pages
        first = [task.key in new and ids[task.key] == number + i for i, task in enumerate(tasks, 1)]
        self._many(_TASK, [self._row(task, ids[task.key]) for task, is_new in zip(tasks, first, strict=True) if is_new])
        return [self._name(task, new) if task.always else new for task, new in zip(tasks, first, strict=True)]

    def _note(self, key: int, task: int) -> bool:
        return self._do("INSERT OR IGNORE INTO seen (key, state, task) VALUES (?, 0, ?)", (key, task)).rowcount == 1

    def _row(self, task: Task, number: int | None) -> tuple[object, ...]:
        url = shorten(task.url, task.site)
        return number, task.key, self._site(task.site), -task.priority, task.due, url, task.payload

    def _name(self, task: Task, is_new: bool) -> bool:
        """Make a named list due earlier or pending again, unless this version has been read.

        Return whether it is new, or has changed.
        """
        number = self._value("SELECT task FROM seen WHERE key = ?", (task.key,))
        news = self.lists.name(task, was_led_to=number is not None)
        if number is None and news != "read":
            number = self._do(_TASK, self._row(task, None)).lastrowid
            self._do("UPDATE seen SET task = ? WHERE key = ?", (number, task.key))
        elif number is not None and not is_new:
            due = 0 if news == "changed" else task.due
            values = task.payload, -task.priority, number
            self._do("UPDATE tasks SET payload = ?, rank = ? WHERE id = ?", values)
            self._bring_forward(number, due, patient=task.patient and news != "changed")
        if not task.parent and not task.patient:
            self.lists.bring_forward(task.key)
        return is_new or news == "changed"

    def _bring_forward(self, number: int, due: int, patient: bool) -> None:
        """Make a list due, but not during a pause of its site; a ``patient`` one that failed keeps its due time."""
        free = "WHERE id = ? AND fence = 0"
        if not patient:
            self._do(f"UPDATE tasks SET due = ?, pending = 1 {free} AND (held = 0 OR due = 0)", (due, number))
        elif due:
            self._do(f"UPDATE tasks SET due = min(due, ?) {free} AND due > 0 AND tries = 0", (due, number))

    def _site(self, name: str) -> int:
        if name not in self._sites:
            self._do("INSERT OR IGNORE INTO sites (name) VALUES (?)", (name,))
            if len(self._sites) > 10_000:
                self._sites.clear()
            self._sites[name] = self._value("SELECT id FROM sites WHERE name = ?", (name,))
        return self._sites[name]

    def seen(self, keys: Iterable[int]) -> set[int]:
        """Return the keys that were ever pending."""
        return {key for key in keys if self._do("SELECT 1 FROM seen WHERE key = ?", (key,)).fetchone()}

    def due(self, key: int) -> int | None:
        """Return when a task is due; None if it is not pending."""
        due: int | None = self._value("SELECT due FROM tasks WHERE id = (SELECT task FROM seen WHERE key = ?)", (key,))
        return due

    def state(self, key: int) -> State | None:
        """Return how a request ended when it was last made; None if it was never made."""
        state = self._value("SELECT state FROM seen WHERE key = ? AND state != 0", (key,))
        return None if state is None else STATES[state]

    def has_due(self, now: int, skip: Iterable[str] = ()) -> bool:
        """Return whether a task could be claimed of a site that is not in ``skip``."""
        shut, site = {self._site(name) for name in skip}, 0
        while (site := self._value(_NEXT_SITE, (site,))) is not None:
            if site not in shut:
                return True
        others = f" AND site NOT IN ({', '.join('?' * len(shut))})"
        return any(self._do(f"{query}{others} LIMIT 1", (now, *shut)).fetchone() for query in (_DUE, _EXPIRED))

    def claim(self, count: int, now: int, seconds: int, skip: Iterable[str]) -> list[Lease]:
        """Lease up to ``count`` due tasks, an equal share of each site in turn."""
        if self._do(f"{_DUE} LIMIT 1", (now,)).fetchone():
            self._do("UPDATE tasks SET due = 0 WHERE due > 0 AND due <= ?", (now,))
        sites = self._ready_sites(count, {self._site(name) for name in skip})
        if not sites:
            return []
        fence = self._value("UPDATE notes SET value = value + 1 WHERE name = 'fence' RETURNING value")
        leases: list[Lease] = []
        for i, (site, name) in enumerate(sites):
            share = -(-(count - len(leases)) // (len(sites) - i))
            leases += self._lease(site, name, share, fence, now + seconds)
        return leases

    def _ready_sites(self, count: int, skip: set[int]) -> list[tuple[int, str]]:
        """Return up to ``count`` sites with due tasks, from the one after the last on."""
        found: list[tuple[int, str]] = []
        start = at = self._last_site
        wrapped = False
        while len(found) < count:
            following = self._value(_NEXT_SITE, (at,))
            if following is None or (wrapped and following > start):
                if wrapped or not start:
                    break
                at, wrapped = 0, True
                continue
            at = following
            if at not in skip:
                found.append((at, self._value("SELECT name FROM sites WHERE id = ?", (at,))))
        self._last_site = found[-1][0] if found else 0
        return found

    def _lease(self, site: int, name: str, count: int, fence: int, until: int) -> list[Lease]:
        ready = "SELECT id FROM tasks WHERE fence = 0 AND due = 0 AND site = ? ORDER BY rank, id LIMIT ?"
        ids = [number for (number,) in self._do(ready, (site, count)).fetchall()]
        leases = [self._leased(fence, name, i) for i in ids]
        self._many("UPDATE tasks SET fence = ?, until = ?, pending = 1 WHERE id = ?", [(fence, until, i) for i in ids])
        return leases

    def _leased(self, fence: int, site: str, number: int) -> Lease:
        lease = Lease(*self._do(_LEASE, (fence, site, number)).fetchone())
        return replace(lease, url=to_url(lease.url, site), pending=bool(lease.pending))

    def expire(self, now: int) -> int:
        """Take back leases that expire by this time."""
        return self._do(f"{_FREE} WHERE fence > 0 AND until <= ?", (now,)).rowcount

    def renew(self, leases: Iterable[Lease], until: int) -> None:
        """Set the expiry time of leases that are still held."""
        renewed = "UPDATE tasks SET until = ? WHERE id = ? AND fence = ?"
        self._many(renewed, [(until, lease.id, lease.fence) for lease in leases])

    def release(self, leases: Iterable[Lease]) -> None:
        """Release leases that are still held."""
        back = f"{_FREE}, pending = ? WHERE id = ? AND fence = ?"
        self._many(back, [(lease.pending, lease.id, lease.fence) for lease in leases])

    def held(self, lease: Lease) -> bool:
        """Return whether a task is still leased with this fence."""
        return bool(self._do("SELECT 1 FROM tasks WHERE id = ? AND fence = ?", (lease.id, lease.fence)).fetchone())

    def end(self, completion: Completion) -> None:
        """End a lease: keep the task until it is due again, or delete it."""
        lease, state, at = completion.lease, STATES.index(completion.state), completion.at
        pending = self.lists.end(completion)
        due = 0 if pending and completion.state not in FAILURES else completion.due
        if due is None:
            self._do("DELETE FROM tasks WHERE id = ?", (lease.id,))
        elif completion.state in FAILURES:
            again = f"{_FREE}, due = ?, tries = tries + 1, held = ? WHERE id = ?"
            self._do(again, (due, completion.held, lease.id))
        else:
            again = f"{_FREE}, due = ?, tries = 0, visits = ?, first = ?, pending = ?, held = 0 WHERE id = ?"
            visits = lease.visits + (completion.state != "repeated")
            self._do(again, (due, visits, lease.seen or at, pending, lease.id))
        task = None if due is None else lease.id
        change = "UPDATE seen SET state = ?, task = ?, at = ?, article = coalesce(?, article) WHERE key = ?"
        self._do(change, (state, task, at, completion.article, lease.key))
        alias = "INSERT OR IGNORE INTO seen VALUES (?, ?, NULL, ?, ?)"
        repeated = STATES.index("repeated")
        self._many(alias, [(key, repeated, at, completion.article) for key in completion.aliases])


def shorten(url: str, site: str) -> str:
    """Return the URL without the part that its site implies."""
    start = f"https://{site}/"
    return url[len(start) - 1 :] if url.startswith(start) else url


def to_url(short: str, site: str) -> str:
    """Return the URL of a task in the table.

    >>> to_url("/1", "daily.example"), to_url("http://daily.example/1", "daily.example")
    ('https://daily.example/1', 'http://daily.example/1')
    """
    return f"https://{site}{short}" if short.startswith("/") else short
