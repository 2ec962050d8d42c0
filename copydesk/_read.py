"""Read stored pages: WARC archives, HTML files, folders, Markdown."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crawler.errors import Failure
from crawler.workers.read_stored import read_stored

logger = logging.getLogger("copydesk")

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def warn(failure: Failure) -> None:
    """Log a failure as a warning."""
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

    ``paths``: a WARC or HTML file, a page in Markdown or text, a folder of these, or several of them; ``url``: URL of
    pages in files, those in archives have their own; ``workers``: number of processes that read pages, 0 for this one;
    ``sources``: folder of source files with rules; ``on_error``: called with each failure, by default
    logged as a warning. Memory use is constant, whatever the size of an archive.

    :raises crawler.sources.source.BadSource: if a source file is invalid.
    """
    names = [os.fspath(paths)] if isinstance(paths, str | os.PathLike) else [os.fspath(path) for path in paths]
    return read_stored(names, url=url, workers=workers, sources=sources, on_error=on_error)
