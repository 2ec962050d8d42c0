"""New tasks, which are written to the ledger in batches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container

from scrapy import Request

from crawler.ledger.model import Task
from crawler.ledger.run import LedgerRun

_MOST = 500
"""Tasks that are kept in memory."""


class TaskBuffer:
    """Tasks by key, and the requests that they were made of.

    ``written`` is called with the sites of the new tasks of each batch, ``known`` with each request that was known.
    """

    def __init__(
        self, run: LedgerRun, written: Callable[[Collection[str]], None], known: Callable[[Request], object]
    ) -> None:
        self._run, self._written, self._known = run, written, known
        self._tasks: dict[int, tuple[Task, Request]] = {}

    def __contains__(self, key: int) -> bool:
        return key in self._tasks

    def __len__(self) -> int:
        return len(self._tasks)

    def add(self, task: Task, request: Request) -> None:
        """Keep a task, and write all if there are many."""
        self._tasks[task.key] = task, request
        if len(self._tasks) >= _MOST:
            self.write()

    def write_for(self, listing: Container[str]) -> None:
        """Write all tasks if one is of a site of which no list is being read, as those have to wait in any case."""
        if any(task.site not in listing for task, _ in self._tasks.values()):
            self.write()

    def write(self) -> None:
        """Write all tasks to the ledger, and count the new ones for the leases that led to them."""
        if not self._tasks:
            return
        pairs, self._tasks = list(self._tasks.values()), {}
        new = self._run.attempt(lambda: self._run.ledger.add([task for task, _ in pairs])) or ()
        for (task, request), is_new in zip(pairs, new, strict=False):
            if is_new and task.parent and (lease_state := self._run.leases.get(task.parent.id)):
                lease_state.found += 1
            if not is_new and not task.always:
                self._known(request)
        self._written({task.site for (task, _), is_new in zip(pairs, new, strict=False) if is_new or task.always})
