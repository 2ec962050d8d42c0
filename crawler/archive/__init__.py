"""Stored pages: WARC archives, HTML files, folders, standard input, and dumps in Markdown or plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.archive.stored_page import OnError, Stored
from crawler.errors import Failure

__all__ = ["Failure", "Stored", "read_paths"]


def read_paths(
    paths: Iterable[str], url: str | None, on_error: OnError, written: Iterable[Path] = ()
) -> Iterator[Stored]:
    """Every page of the given files and folders, in order; ``-`` is standard input.

    ``url`` is the address of pages from files, whose own is used otherwise; pages of archives keep theirs. What
    cannot be read is told to ``on_error``, and never stops the rest. ``written``: files that whoever asks writes, which
    are none of the pages of a folder.
    """
    from crawler.archive.files import read_path  # a crawl of the web needs none of it

    own = frozenset(written)
    for path in paths:
        yield from read_path(path, url, on_error, own)
