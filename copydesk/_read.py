"""Stored pages: WARC archives, HTML files, folders, dumps."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crawler.archive import Stored, read_paths
from crawler.errors import Failure
from crawler.normalize.pipeline import Normalize
from crawler.sources.source import Sources
from crawler.workers.batch import read_all
from crawler.workers.job import Job

logger = logging.getLogger("copydesk")
PAGE_SECONDS = 30.0

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def warn(failure: Failure) -> None:
    """Log what gives no record."""
    logger.warning("%s", failure.message)


def read(
    paths: Paths,
    *,
    url: str = "",
    workers: int = 0,
    sources: str = "",
    on_error: Callable[[Failure], None] = warn,
) -> Iterator[dict[str, Any]]:
    """Yield the record of each stored page, in the order of the files.

    ``paths``: a WARC or HTML file, a dump in Markdown or text, a folder of these, or several of them; ``url``: address
    of pages from files, those of archives keep theirs; ``workers``: processes that read pages, 0 for this one;
    ``sources``: folder of source files whose rules are used; ``on_error`` gets what gives no record, and by default
    logs it as a warning. Memory stays flat, whatever the size of an archive.

    :raises crawler.sources.source.BadSource: if a source file is invalid.
    """
    names = [os.fspath(paths)] if isinstance(paths, str | os.PathLike) else [os.fspath(path) for path in paths]
    known = Sources.load(sources)
    jobs = (_job(stored, known) for stored in read_paths(names, url or None, on_error))
    for answer in read_all(jobs, [Normalize()], workers, PAGE_SECONDS):
        if answer.failure:
            on_error(answer.failure)
        elif isinstance(answer.item, dict):
            yield answer.item


def _job(stored: Stored, known: Sources) -> Job:
    asked, rule = stored.requested_url or stored.url, known.rule(stored.url)
    date = stored.date_downloaded
    return Job(stored.url, stored.headers, stored.body, asked, stored.discovered_via, date, stored.hints, rule)
