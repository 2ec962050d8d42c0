"""Read stored pages: WARC archives, HTML files, folders, standard input, pages in Markdown or plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.archive.meter import Meter
from crawler.archive.stored_page import OnError, Stored
from crawler.errors import Failure

__all__ = ["Failure", "Stored", "read_paths"]


def read_paths(
    paths: Iterable[str],
    url: str | None,
    on_error: OnError,
    written: Iterable[Path] = (),
    meter: Meter | None = None,
) -> Iterator[Stored]:
    """Yield the pages in files and folders, in order; ``-`` is standard input.

    ``url``: URL of pages in files, by default the one that they declare; pages in archives have their own.
    ``on_error``: called with each failure; other pages are still read. ``written``: files of the caller, not read.
    ``meter``: counts the bytes that are read.
    """
    from crawler.archive.files import read_path  # a crawl does not need it

    own = frozenset(written)
    for path in paths:
        yield from read_path(path, url, on_error, own, meter)
