"""Lists of articles and the links between them; each list is pending and answered by itself."""

from __future__ import annotations

import sqlite3

from crawler.ledger.model import Completion, Task
from crawler.ledger.named_list import News, StoredList, news_of
from crawler.ledger.sqlite.connection import value

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
    """Tables ``lists`` and ``edges``; the caller has started a transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection, self._do = connection, connection.execute

    def name(self, task: Task, was_led_to: bool) -> News:
        """Store that a list is named; ``was_led_to``: whether it already was, even by the spider itself."""
        row = self._do("SELECT version, read_version, reader FROM lists WHERE key = ?", (task.key,)).fetchone()
        if task.parent:
            was_led_to = self._do("SELECT 1 FROM edges WHERE child = ?", (task.key,)).fetchone() is not None
            self._do(_EDGE, (task.key, task.parent.key, task.parent.fence))
        if row is None:
            self._do("INSERT INTO lists VALUES (?, 0, ?, '', ?)", (task.key, task.version, task.reader))
        else:
            self._do("UPDATE lists SET version = ?, reader = ? WHERE key = ?", (task.version, task.reader, task.key))
        news, anew = news_of(StoredList(*row) if row else None, task, was_led_to)
        if anew:
            self._unread(task.key)
        return news

    def _unread(self, key: int) -> None:
        """Mark a list and all lists below it as unread."""
        below = f"IN (SELECT key FROM below UNION SELECT {key:d})"
        self._do(f"{_BELOW} UPDATE lists SET read_version = '' WHERE key {below}", {"key": key})
        self._do(f"{_BELOW} DELETE FROM validators WHERE key {below}", {"key": key})

    def bring_forward(self, key: int) -> None:
        """Make all lists below a list pending now, except those whose site asked for a pause."""
        self._do(_FORWARD, {"key": key})

    def ancestors(self, key: int) -> set[int]:
        """Return a list and those that lead to it."""
        return {above for (above,) in self._do(_ABOVE, {"key": key})}

    def end(self, completion: Completion) -> bool:
        """Store what was read of a list; return whether it has changed meanwhile and is pending again."""
        lease = completion.lease
        version = value(self._connection, "SELECT version FROM lists WHERE key = ?", (lease.key,))
        if version is None:
            return False
        for key in completion.validators.keys() - {lease.key}:  # it was redirected there
            self._do(_EDGE, (key, lease.key, lease.fence))
        if completion.complete:  # a list that is no longer named is dropped once it has been answered
            self._do(_PRUNE, (lease.key, lease.fence))
        if completion.read_version:
            self._do("UPDATE lists SET read_version = ? WHERE key = ?", (completion.read_version, lease.key))
        return bool(version != lease.version)
