"""Read pages outside of a crawl: in this process, or by a pool in a thread of its own."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from crawler.workers.job import Answer, Job, Step
from crawler.workers.pool import Pool

_END: Any = object()


def read_all(jobs: Iterable[Job], steps: Sequence[Step], workers: int, seconds: float) -> Iterator[Answer]:
    """Yield the answers to jobs in their order.

    ``workers``: number of processes, 0 for this one; ``seconds``: CPU time limit per page, 0 for none. The caller may
    have an event loop of its own: that of the pool runs in another thread.
    """
    if not workers:
        from crawler.workers.read import read

        yield from (read(job, steps, seconds) for job in jobs)
        return
    answers: queue.Queue[Answer | BaseException] = queue.Queue(2 * workers)
    gone = threading.Event()
    run = partial(_run, jobs, lambda: steps, workers, seconds, answers, gone)
    threading.Thread(target=run, daemon=True, name="copydesk-pool").start()
    try:
        while (answer := answers.get()) is not _END:
            if isinstance(answer, BaseException):
                raise answer
            yield answer
    finally:
        gone.set()


def _run(jobs: Iterable[Job], steps: Any, workers: int, seconds: float, answers: Any, gone: threading.Event) -> None:
    try:
        asyncio.run(_ask(jobs, Pool(workers, steps, seconds), answers, gone))
        _put(answers, _END, gone)
    except BaseException as error:  # it is raised to the reader of the answers
        _put(answers, error, gone)


async def _ask(jobs: Iterable[Job], pool: Pool, answers: Any, gone: threading.Event) -> None:
    asked: deque[asyncio.Future[Answer]] = deque()
    try:
        for job in jobs:
            asked.append(pool.ask(job))
            while asked and (asked[0].done() or len(asked) >= pool.room):
                answer = await asked.popleft()
                await asyncio.to_thread(_put, answers, answer, gone)
            if gone.is_set():
                return
            await asyncio.sleep(0)
        while asked and not gone.is_set():
            await asyncio.to_thread(_put, answers, await asked.popleft(), gone)
    finally:
        pool.close()


def _put(answers: Any, value: Any, gone: threading.Event) -> None:
    """Put a value into the queue, unless the reader has stopped."""
    while not gone.is_set():
        try:
            answers.put(value, timeout=0.2)
            return
        except queue.Full:
            continue
