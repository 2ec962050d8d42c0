"""Read records of stored pages outside of a crawl: WARC archives, HTML files, folders, Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crawler.archive import Stored, read_paths
from crawler.errors import Failure
from crawler.extract.site_rules.rule import Rule
from crawler.normalize.pipeline import Normalize
from crawler.sources.source import Sources
from crawler.workers.batch import read_all
from crawler.workers.job import Job

PAGE_SECONDS = 30.0
"""CPU time limit of a page."""


def read_stored(
    paths: Iterable[str],
    *,
    url: str = "",
    workers: int = 0,
    sources: str = "",
    limited: bool = False,
    on_error: Callable[[Failure], None],
) -> Iterator[dict[str, Any]]:
    """Yield the record of each stored page, in the order of the files.

    ``url``: URL of pages in files, those in archives have their own; ``workers``: number of processes that read pages,
    0 for this one; ``sources``: folder of source files with rules; ``limited``: whether a page that takes more than
    :data:`PAGE_SECONDS` is a failure in this process, too, which takes SIGALRM; ``on_error``: called with each failure.

    :raises crawler.sources.source.BadSource: if a source file is invalid.
    """
    known = Sources.load(sources)
    jobs = (to_job(stored, known.rule(stored.url)) for stored in read_paths(paths, url or None, on_error))
    for answer in read_all(jobs, [Normalize()], workers, PAGE_SECONDS if workers or limited else 0):
        if answer.failure:
            on_error(answer.failure)
        elif isinstance(answer.item, dict):
            yield answer.item


def to_job(stored: Stored, rule: Rule | None) -> Job:
    """Return the job for a stored page."""
    return Job(
        stored.url, stored.headers, stored.body, stored.requested_url or stored.url, stored.discovered_via,
        stored.date_downloaded, stored.hints, rule, name=stored.name if stored.url.startswith("urn:") else "",
    )  # fmt: skip
