"""Stored pages: WARC archives, HTML files, folders, dumps."""

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
    return read_stored(names, url=url, workers=workers, sources=sources, on_error=on_error)
