"""Reads the pages of visits in their own process, watched by its parent: a page that kills it is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.fleet.page_being_read import PageBeingRead
from crawler.workers.failures import crashed
from crawler.workers.job import Answer, Job, Step
from crawler.workers.read import read as read_page

_fatal: set[str] = set()
"""URLs of pages that have killed processes."""
_page = PageBeingRead()


def watch(page: PageBeingRead) -> None:
    """Note in ``page`` what is read in this process."""
    global _page
    _page = page


def refuse(urls: Iterable[str]) -> None:
    """Do not read these pages: each is a failure, as it has killed a process."""
    _fatal.update(urls)


def read(job: Job, steps: Sequence[Step] = (), seconds: float = 0) -> Answer:
    """Read a page as :func:`crawler.workers.read.read` does, unless it has killed a process."""
    if job.requested_url in _fatal:
        return Answer(failure=crashed(job))
    _page.begin(job.requested_url)
    try:
        return read_page(job, steps, seconds)
    finally:
        _page.end()
