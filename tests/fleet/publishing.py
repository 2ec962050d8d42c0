"""A machine that publishes the records of a source, and is lost at a step of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import closing
from typing import Any, NoReturn

from scrapy.settings import Settings

from crawler.fleet.remote import Folder
from crawler.fleet.segments import SegmentPublisher
from crawler.ledger.registry import open_shared_ledger
from crawler.ledger.shared import SourceLines

STEPS = {
    "before it is announced": (SourceLines, "announce_segment", "before"),
    "before it is uploaded": (Folder, "take", "before"),
    "before it is listed": (SourceLines, "put_segment", "before"),
    "before it is renamed": (Folder, "rename", "before"),
    "before it is settled": (SourceLines, "settle_segment", "before"),
    "after it is settled": (SourceLines, "settle_segment", "after"),
}
"""Where a machine is lost: a class and a method of it."""


def publish(url: str, output: str, source: str, step: str = "") -> None:
    """Publish the records of a source; the process is killed at a step."""
    if step:
        kind, name, when = STEPS[step]
        setattr(kind, name, _killed(getattr(kind, name), when))
    with closing(open_shared_ledger(url)) as ledger:
        settings = Settings({"COPYDESK_SEGMENTS": output, "COPYDESK_VISIT": (source, "digest")})
        SegmentPublisher(settings, SourceLines(ledger, source), ledger.time).finish()


def _killed(method: Callable[..., Any], when: str) -> Callable[..., NoReturn]:
    def last(*arguments: Any) -> NoReturn:
        if when == "after":
            method(*arguments)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    return last
