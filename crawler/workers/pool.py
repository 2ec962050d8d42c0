"""The pool of workers: as many as are needed, each replaced when a page has killed it."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence

from crawler.workers.failures import crashed, stuck
from crawler.workers.job import Answer, Job, Step
from crawler.workers.worker import AT_ONCE, Asked, Worker

logger = logging.getLogger(__name__)


class Pool:
    """Reads pages in worker processes; with ``count`` 0 in this one, by the same function.

    A page that uses more than ``seconds`` of CPU time or kills its worker gives a failure, and costs no other page.
    """

    def __init__(self, count: int, steps: Callable[[], Sequence[Step]], seconds: float) -> None:
        """``steps`` is called when a worker starts."""
        self.count, self._steps, self._seconds = count, steps, seconds
        self.workers: list[Worker] = []
        self._waiting: deque[Asked] = deque()

    @property
    def room(self) -> int:
        """How many pages are under way at most before an answer must be waited for, for all workers to be busy."""
        return 2 * AT_ONCE * self.count or 1

    def ask(self, job: Job) -> asyncio.Future[Answer]:
        """The answer to a job, when there is one. Whoever asks sees to it that not too much is asked at once."""
        asked = Asked(job, asyncio.get_running_loop().create_future())
        self._waiting.append(asked)
        self._hand_out()
        return asked.answer

    def warm(self) -> None:
        """Start a worker before there is a page, so that it has loaded what it needs when one comes.

        Not before there is a loop, as in ``scrapy shell``, which may never read a page.
        """
        if self.count and not self.workers and _has_loop():
            self._new()

    def close(self) -> None:
        """End all workers; what is still asked is cancelled."""
        workers, self.workers = self.workers, []
        for worker in workers:
            worker.end()
        for asked in [*self._waiting, *(asked for worker in workers for asked in worker.jobs)]:
            asked.answer.cancel()
        self._waiting.clear()

    def _hand_out(self) -> None:
        while self._waiting and (worker := self._free()):
            asked = self._waiting.popleft()
            if not asked.answer.done():  # whoever asked may have gone
                worker.ask(asked)
        while self._waiting and not self.count:
            self._read_here(self._waiting.popleft())

    def _read_here(self, asked: Asked) -> None:
        from crawler.workers.read import read  # with workers, it is they who load this

        if not asked.answer.done():
            asked.answer.set_result(read(asked.job, self._steps(), self._seconds))

    def _free(self) -> Worker | None:
        """The worker with the least to do, a new one rather than a second job; ``None`` where all have enough."""
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

    def _blame(self, asked: Asked, worker: Worker) -> None:
        """The page that a worker ended with has failed; what it had not begun goes to another."""
        failure = stuck(asked.job, self._seconds) if worker.late else crashed(asked.job)
        if not asked.answer.done():
            asked.answer.set_result(Answer(failure=failure))

    def _do_with_less(self) -> None:
        self.count = len(self.workers)
        logger.error("A worker process could not be started; %d are left, and without any this one reads.", self.count)


def _has_loop() -> bool:
    try:
        return asyncio.get_running_loop().is_running()
    except RuntimeError:
        return False
