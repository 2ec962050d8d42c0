"""Lists of articles and the links between them; each list is pending and answered by itself."""

from __future__ import annotations

from crawler.ledger.model import Task
from crawler.ledger.named_list import News, StoredList, news_of
from crawler.ledger.postgres.session import Connection

_EDGE = """
INSERT INTO edges VALUES (%s, %s, %s) ON CONFLICT (child, parent) DO UPDATE SET fence = excluded.fence
"""
_BELOW = """
WITH RECURSIVE below (key) AS (
    SELECT child FROM edges WHERE parent = %(key)s
    UNION SELECT child FROM edges JOIN below ON parent = below.key
)
"""
ABOVE = """
WITH RECURSIVE above (key) AS (
    SELECT %s::bigint UNION SELECT parent FROM edges JOIN above ON child = above.key
)
SELECT key FROM above
"""
_FORWARD = f"""{_BELOW}
UPDATE tasks SET due = 0, pending = true WHERE fence = 0 AND (NOT held OR due = 0)
AND id IN (SELECT task FROM seen JOIN below USING (key) WHERE task IS NOT NULL)
"""
_UNREAD = f"""{_BELOW}
UPDATE lists SET read_version = '' WHERE key IN (SELECT key FROM below UNION SELECT %(key)s)
"""
_UNCONDITIONAL = f"""{_BELOW}
DELETE FROM validators WHERE key IN (SELECT key FROM below UNION SELECT %(key)s)
"""


def name(connection: Connection, task: Task, was_led_to: bool) -> News:
    """Store that a list is named; ``was_led_to``: whether it already was, even by the spider itself."""
    find = "SELECT version, read_version, reader FROM lists WHERE key = %s FOR UPDATE"
    row = connection.execute(find, (task.key,)).fetchone()
    if task.parent:
        led = connection.execute("SELECT 1 FROM edges WHERE child = %s LIMIT 1", (task.key,)).fetchone()
        was_led_to = led is not None
        connection.execute(_EDGE, (task.key, task.parent.key, task.parent.fence))
    if row is None:
        connection.execute("INSERT INTO lists VALUES (%s, 0, %s, '', %s)", (task.key, task.version, task.reader))
    else:
        change = "UPDATE lists SET version = %s, reader = %s WHERE key = %s"
        connection.execute(change, (task.version, task.reader, task.key))
    news, anew = news_of(StoredList(*row) if row else None, task, was_led_to)
    if anew:
        connection.execute(_UNREAD, {"key": task.key})
        connection.execute(_UNCONDITIONAL, {"key": task.key})
    return news


def bring_forward(connection: Connection, key: int) -> None:
    """Make all lists below a list pending now, except those whose site asked for a pause."""
    connection.execute(_FORWARD, {"key": key})
