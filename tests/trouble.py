"""A pure step that does what a page in its worst case might: it hangs, busy or idle, also where nothing interrupts it,
gets little of a busy machine, or ends the process."""

from __future__ import annotations

import os
import signal
import time
from itertools import count
from threading import Event

from crawler.record.items import Article


class TroublePipeline:
    """By the headline."""

    pure = True

    def process_item(self, item: Article) -> Article:
        """The article, where it asks for nothing else."""
        headline = item.headline or ""
        if "uninterruptible" in headline:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        if "hangs" in headline:
            all(number >= 0 for number in count())
        if "waits" in headline:
            Event().wait(60)
        if "is starved" in headline:
            starve(0.5, 3.0)
        if "kills" in headline:
            os.kill(os.getpid(), signal.SIGKILL)
        if "breaks" in headline:
            raise ValueError("broken")
        return item


def starve(cpu: float, clock: float) -> None:
    """Take so many seconds of CPU time over so many seconds of the clock, a little at a time."""
    start, end = time.monotonic(), time.thread_time() + cpu
    for part in range(1, 31):
        while time.thread_time() < end - cpu + cpu * part / 30:
            pass
        time.sleep(max(0.0, start + clock * part / 30 - time.monotonic()))
