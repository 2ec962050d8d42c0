"""Pending tasks, and the keys of all tasks that were ever pending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crawler.ledger.model import Task
from crawler.ledger.postgres import lists
from crawler.ledger.postgres.session import Connection

_NOTE = """
INSERT INTO seen (key, state, task) SELECT key, 0, id FROM unnest(%s::bigint[], %s::bigint[]) AS new (key, id)
ORDER BY key ON CONFLICT DO NOTHING RETURNING key
"""
_TASKS = """
INSERT INTO tasks (id, key, site, rank, due, url, payload, source) SELECT * FROM unnest(
    %s::bigint[], %s::bigint[], %s::int[], %s::bigint[], %s::bigint[], %s::text[], %s::bytea[], %s::text[]
)
"""
_FORWARD = "UPDATE tasks SET due = %s, pending = true WHERE id = %s AND fence = 0 AND (NOT held OR due = 0)"
_EARLIER = "UPDATE tasks SET due = least(due, %s) WHERE id = %s AND fence = 0 AND due > 0 AND tries = 0"


def add(connection: Connection, tasks: Sequence[Task], sites: Mapping[str, int]) -> list[bool]:
    """Add pending tasks; return for each whether its key is new, or it is a list with another version."""
    if not tasks:
        return []
    ids = _ids(connection, len(tasks))
    of_key = {task.key: number for task, number in reversed(list(zip(tasks, ids, strict=True)))}
    new = {key for (key,) in connection.execute(_NOTE, (list(of_key), list(of_key.values())))}
    first = [task.key in new and of_key[task.key] == number for task, number in zip(tasks, ids, strict=True)]
    owed = [(number, task) for number, task, is_new in zip(ids, tasks, first, strict=True) if is_new]
    _insert(connection, owed, sites)
    return [
        _name(connection, task, is_new, sites) if task.always else is_new
        for task, is_new in zip(tasks, first, strict=True)
    ]


def _ids(connection: Connection, count: int) -> list[int]:
    """Return new numbers in ascending order."""
    rows = connection.execute("SELECT nextval('task_ids') FROM generate_series(1, %s)", (count,)).fetchall()
    return sorted(number for (number,) in rows)


def _insert(connection: Connection, owed: Sequence[tuple[int, Task]], sites: Mapping[str, int]) -> None:
    rows = [
        (number, task.key, sites[task.site], -task.priority, task.due, task.url, task.payload, task.source)
        for number, task in owed
    ]
    if rows:
        connection.execute(_TASKS, [list(column) for column in zip(*rows, strict=True)])


def _name(connection: Connection, task: Task, is_new: bool, sites: Mapping[str, int]) -> bool:
    """Make a named list due earlier or pending again, unless this version has been read.

    Return whether it is new, or has changed.
    """
    [(number,)] = connection.execute("SELECT task FROM seen WHERE key = %s FOR UPDATE", (task.key,)).fetchall()
    news = lists.name(connection, task, was_led_to=number is not None)
    if number is None and news != "read":
        [number] = _ids(connection, 1)
        _insert(connection, [(number, task)], sites)
        connection.execute("UPDATE seen SET task = %s WHERE key = %s", (number, task.key))
    elif number is not None and not is_new:
        values = task.payload, -task.priority, task.source, number
        connection.execute("UPDATE tasks SET payload = %s, rank = %s, source = %s WHERE id = %s", values)
        due = 0 if news == "changed" else task.due
        _bring_forward(connection, number, due, patient=task.patient and news != "changed")
    if not task.parent and not task.patient:
        lists.bring_forward(connection, task.key)
    return is_new or news == "changed"


def _bring_forward(connection: Connection, number: int, due: int, patient: bool) -> None:
    """Make a list due, but not during a pause of its site; a ``patient`` one that failed keeps its due time."""
    if not patient:
        connection.execute(_FORWARD, (due, number))
    elif due:
        connection.execute(_EARLIER, (due, number))
