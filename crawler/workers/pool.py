"""The pool of workers: as many as needed; one that a page has killed is replaced."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from pkgutil import resolve_name

from crawler.workers.failures import crashed, stuck
from crawler.workers.job import Answer, Job, Step
from crawler.workers.worker import AT_ONCE, PendingJob, Worker

logger = logging.getLogger(__name__)


class Pool:
    """Reads pages in worker processes or, if ``count`` is 0, in this one, with the same function.

    A page that uses more than ``seconds`` of CPU time or kills its worker is a failure, and affects no other page.
    """

    def __init__(
        self, count: int, steps: Callable[[], Sequence[Step]], seconds: float, read: str = "crawler.workers.read.read"
    ) -> None:
        """``steps``: called when a worker starts; ``read``: path of the function that reads in this process."""
        self.count, self._steps, self._seconds, self._read = count, steps, seconds, read
        self.workers: list[Worker] = []
        self._waiting: deque[PendingJob] = deque()

    @property
    def room(self) -> int:
        """Return the number of pages in progress that keep all workers busy."""
        return 2 * AT_ONCE * self.count or 1

    def ask(self, job: Job) -> asyncio.Future[Answer]:
        """Return a future of the answer to a job. The caller limits the number of jobs at once."""
        pending = PendingJob(job, asyncio.get_running_loop().create_future())
        self._waiting.append(pending)
        self._hand_out()
        return pending.answer

    def warm(self) -> None:
        """Start a worker before the first page, so that its modules are loaded by then.

        Without an event loop, as in ``scrapy shell``, nothing is started.
        """
        if self.count and not self.workers and _has_loop():
            self._new()

    def close(self) -> None:
        """End all workers, and cancel unanswered jobs."""
        workers, self.workers = self.workers, []
        for worker in workers:
            worker.end()
        for pending in [*self._waiting, *(pending for worker in workers for pending in worker.jobs)]:
            pending.answer.cancel()
        self._waiting.clear()

    def _hand_out(self) -> None:
        while self._waiting and (worker := self._free()):
            pending = self._waiting.popleft()
            if not pending.answer.done():  # the caller may have stopped waiting
                worker.ask(pending)
        while self._waiting and not self.count:
            self._read_here(self._waiting.popleft())

    def _read_here(self, pending: PendingJob) -> None:
        read = resolve_name(self._read)  # if there are workers, only they import this
        if not pending.answer.done():
            pending.answer.set_result(read(pending.job, self._steps(), self._seconds))

    def _free(self) -> Worker | None:
        """Return the worker with the fewest jobs, or a new one; None if all are busy."""
        worker = min(self.workers, key=lambda worker: len(worker.jobs), default=None)
        if (not worker or worker.jobs) and len(self.workers) < self.count:
            worker = self._new() or worker
        return worker if worker and len(worker.jobs) < AT_ONCE else None

    def _new(self) -> Worker | None:
        try:
            worker = Worker(self._steps, self._seconds, self._changed)
        except OSError:
            self._do_with_less()
            return None
        self.workers.append(worker)
        return worker

    def _changed(self, worker: Worker) -> None:
        if worker.ended and worker in self.workers:
            self.workers.remove(worker)
            if not worker.ready:
                self._do_with_less()
            elif worker.jobs:
                self._blame(worker.jobs.popleft(), worker)
            self._waiting.extendleft(reversed(worker.jobs))
        self._hand_out()

    def _blame(self, pending: PendingJob, worker: Worker) -> None:
        """Fail the page with which a worker ended; its other jobs go to another worker."""
        failure = stuck(pending.job, self._seconds) if worker.late else crashed(pending.job)
        if not pending.answer.done():
            pending.answer.set_result(Answer(failure=failure))

    def _do_with_less(self) -> None:
        self.count = len(self.workers)
        logger.error("A worker process could not be started; %d are left, and without any this one reads.", self.count)


def _has_loop() -> bool:
    try:
        return asyncio.get_running_loop().is_running()
    except RuntimeError:
        return False
