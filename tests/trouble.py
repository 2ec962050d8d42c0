"""A pure step that does what a page in its worst case might: hangs, hangs where nothing interrupts it, ends the process."""

from __future__ import annotations

import os
import signal
from itertools import count

from crawler.items import Article


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
        if "kills" in headline:
            os.kill(os.getpid(), signal.SIGKILL)
        if "breaks" in headline:
            raise ValueError("broken")
        return item
