"""Lists of articles, and which list leads to which: each is pending, and is answered, for itself."""

from __future__ import annotations

import sqlite3
from typing import Literal, TypeAlias

from crawler.ledger.model import Completion, Task

News: TypeAlias = Literal["changed", "same", "read"]
"""Of a list that is named: ``changed``: it holds something else now; ``read``: what it holds has been read for good."""

_EDGE = "INSERT OR REPLACE INTO edges VALUES (?, ?, ?)"
_BELOW = """
WITH RECURSIVE below (key) AS (
    SELECT child FROM edges WHERE parent = :key UNION SELECT child FROM edges JOIN below ON parent = below.key
)
"""
_ABOVE = """
WITH RECURSIVE above (key) AS (
    SELECT :key UNION SELECT parent FROM edges JOIN above ON child = above.key
)
SELECT key FROM above
"""
_FORWARD = f"""{_BELOW}
UPDATE tasks SET due = 0, pending = 1 WHERE fence = 0 AND (held = 0 OR due = 0)
AND id IN (SELECT task FROM seen JOIN below USING (key) WHERE task IS NOT NULL)
"""
_PRUNE = """
DELETE FROM edges WHERE parent = ? AND fence != ? AND NOT EXISTS (
    SELECT 1 FROM seen JOIN tasks ON tasks.id = task
    WHERE seen.key = child AND pending = 1 AND (visits = 0 OR tries > 0)
)
"""


class Lists:
    """Tables ``lists`` and ``edges``; whoever calls has begun a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._do = connection.execute

    def name(self, task: Task, was_led_to: bool) -> News:
        """Note that a list is named; ``was_led_to``: whether it was until now, if by the spider itself."""
        row = self._do("SELECT version, read_version, reader FROM lists WHERE key = ?", (task.key,)).fetchone()
        if task.parent:
            was_led_to = self._do("SELECT 1 FROM edges WHERE child = ?", (task.key,)).fetchone() is not None
            self._do(_EDGE, (task.key, task.parent.key, task.parent.fence))
        if row is None:
            self._do("INSERT INTO lists VALUES (?, 0, ?, '', ?)", (task.key, task.version, task.reader))
            return "changed"
        version, read, reader = row
        if reader != task.reader or not was_led_to:
            self._unread(task.key)
            read = ""
        self._do("UPDATE lists SET version = ?, reader = ? WHERE key = ?", (task.version, task.reader, task.key))
        if task.version and task.version == read:
            return "read"
        return "same" if (version, reader) == (task.version, task.reader) and was_led_to else "changed"

    def _unread(self, key: int) -> None:
        """A list, and all below it, is to be read as if it never had been."""
        below = f"IN (SELECT key FROM below UNION SELECT {key:d})"
        self._do(f"{_BELOW} UPDATE lists SET read_version = '' WHERE key {below}", {"key": key})
        self._do(f"{_BELOW} DELETE FROM validators WHERE key {below}", {"key": key})

    def bring_forward(self, key: int) -> None:
        """All that is below a list is pending now, but for what its site said to wait with."""
        self._do(_FORWARD, {"key": key})

    def ancestors(self, key: int) -> set[int]:
        """A list and those that lead to it."""
        return {row[0] for row in self._do(_ABOVE, {"key": key})}

    def end(self, completion: Completion) -> bool:
        """Note what was read of a list; whether it is pending again, because it was changed meanwhile."""
        lease = completion.lease
        row = self._do("SELECT version FROM lists WHERE key = ?", (lease.key,)).fetchone()
        if row is None:
            return False
        for key in completion.validators.keys() - {lease.key}:  # it redirected there
            self._do(_EDGE, (key, lease.key, lease.fence))
        if completion.complete:  # what is named no more is led to no more, once it has been answered
            self._do(_PRUNE, (lease.key, lease.fence))
        if completion.read_version:
            self._do("UPDATE lists SET read_version = ? WHERE key = ?", (completion.read_version, lease.key))
        return bool(row[0] != lease.version)
