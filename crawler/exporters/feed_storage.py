"""Feed storages for files and standard output that end the run if nothing more can be written.

Scrapy logs an error of a feed and continues without its records.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import BufferedIOBase
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from w3lib.url import file_uri_to_path

from crawler.engine import signals
from crawler.engine.shutdown import close, give_up
from crawler.exporters.line_end import end_line
from crawler.exporters.members import PACKERS, end_members

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_LINES = ("jsonl", "jsonlines", "jl")
BROKEN_PIPE = "broken-pipe"
"""Close reason of a crawl whose output pipe was closed."""


class Outlet(BufferedIOBase):
    """A binary stream that writes through at once and ends the crawl if it cannot."""

    def __init__(self, file: IO[bytes], name: str, crawler: Crawler) -> None:
        self._file, self._name, self._crawler = file, name, crawler
        self._usable = True

    def writable(self) -> bool:
        """Return True; Scrapy's text exporters ask."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Write and flush, so that a reader sees complete records."""
        if self._usable:
            try:
                self._file.write(data)
                self._file.flush()
            except OSError as error:
                self._give_up(error)
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Do nothing, as nothing is buffered."""

    def tell(self) -> int:
        """Return the number of bytes written so far, if the stream knows."""
        return self._file.tell()

    def close(self) -> None:
        """Close a file; standard output stays open."""
        if not self.closed and self._file is not sys.stdout.buffer:
            self._file.close()
        super().close()

    def _give_up(self, error: OSError) -> None:
        self._usable = False
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._file.fileno())  # otherwise Python complains at exit
            close(self._crawler, BROKEN_PIPE)
        else:
            give_up(self._crawler, error, self._name)


class FileStorage:
    """Feed storage for a file, which is replaced."""

    def __init__(self, uri: str, crawler: Crawler, feed_options: dict[str, Any] | None = None) -> None:
        self.path = Path(file_uri_to_path(uri) if uri.startswith("file://") else uri)
        self.crawler = crawler
        options = feed_options or {}
        self.mode = "wb" if options.get("overwrite", True) else "ab"
        self._end = _ending_of(self.path, options)

    @classmethod
    def from_crawler(cls, crawler: Crawler, uri: str, *, feed_options: dict[str, Any] | None = None) -> Self:
        """Return the storage of a feed, as Scrapy creates it."""
        return cls(uri, crawler, feed_options)

    def open(self, spider: Spider) -> Outlet:
        """Open the file, and create its folders. Data that is appended begins on a new line."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        note = self._end(self.path) if self.mode == "ab" and self.path.is_file() else ""
        if note:
            self.crawler.signals.send_catch_log(signals.output_repaired, sentence=note)
        return Outlet(self.path.open(self.mode), str(self.path), self.crawler)

    def store(self, file: Outlet) -> None:
        """Do nothing, as everything has been written."""
        file.close()


def _ending_of(path: Path, options: dict[str, Any]) -> Callable[[Path], str]:
    """Return the function that ends the last line of a file; other formats need none."""
    if options.get("format") not in _LINES:
        return lambda path: ""
    return end_members if path.suffix.lower() in PACKERS and options.get("postprocessing") else end_line


class StdoutStorage(FileStorage):
    """Feed storage for standard output."""

    def open(self, spider: Spider) -> Outlet:
        """Return standard output."""
        return Outlet(sys.stdout.buffer, "standard output", self.crawler)
