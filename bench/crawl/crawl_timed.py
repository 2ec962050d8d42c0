"""Run copydesk, and write what share of its CPU time the handlers of receipts, drift and metrics take.

python bench/crawl/crawl_timed.py FILE ARGUMENT…
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]


class Clock:
    """CPU seconds of the main thread within the outermost of the functions that it watches."""

    def __init__(self) -> None:
        self.seconds, self._depth = 0.0, 0

    def watch(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function; its time counts. It gets those arguments of a signal that it takes, as by itself."""
        names = signature(function).parameters

        @wraps(function)
        def watched(*arguments: Any, **more: Any) -> Any:
            start, self._depth = time.thread_time(), self._depth + 1
            try:
                return function(*arguments, **{name: value for name, value in more.items() if name in names})
            finally:
                self._depth -= 1
                if not self._depth:
                    self.seconds += time.thread_time() - start

        return watched


def main() -> None:
    """Watch all methods of the extensions, and run the command."""
    from crawler.cli import main as copydesk
    from crawler.extensions.drift_watch import DriftWatch
    from crawler.extensions.metrics import Metrics
    from crawler.extensions.receipts import Receipts
    from crawler.extensions.tallying import Tallying

    clock, file = Clock(), Path(sys.argv.pop(1))
    for kind in (DriftWatch, Metrics, Receipts, Tallying):
        for name, value in vars(kind).items():
            if callable(value) and not name.startswith("_"):
                setattr(kind, name, clock.watch(value))
    try:
        copydesk()
    finally:
        usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        file.write_text(str(clock.seconds / sum(usage.ru_utime + usage.ru_stime for usage in usages)))


if __name__ == "__main__":
    main()
