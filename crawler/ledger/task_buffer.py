"""New tasks, which are written to the ledger in batches."""

from __future__ import annotations

from collections.abc import Callable, Collection

from crawler.ledger.model import Task
from crawler.ledger.run import LedgerRun

_MOST = 500
"""Tasks that are kept in memory."""


class TaskBuffer:
    """Tasks by key; ``written`` is called with the sites of each batch."""

    def __init__(self, run: LedgerRun, written: Callable[[Collection[str]], None]) -> None:
        self._run, self._written = run, written
        self._tasks: dict[int, Task] = {}

    def __contains__(self, key: int) -> bool:
        return key in self._tasks

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Keep a task, and write all if there are many."""
        self._tasks[task.key] = task
        if len(self._tasks) >= _MOST:
            self.write()

    def write(self) -> None:
        """Write all tasks to the ledger, and count the new ones for the leases that led to them."""
        if not self._tasks:
            return
        tasks, self._tasks = list(self._tasks.values()), {}
        new = self._run.attempt(lambda: self._run.ledger.add(tasks)) or ()
        for task, is_new in zip(tasks, new, strict=False):
            if is_new and task.parent and (lease_state := self._run.leases.get(task.parent.id)):
                lease_state.found += 1
        self._written({task.site for task in tasks})
