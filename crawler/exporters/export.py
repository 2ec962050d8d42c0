"""Write records with a feed exporter, without a crawl."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from scrapy.utils.misc import load_object

from crawler.atomic_write import atomic_write
from crawler.exporters.members import PACKERS


def export(records: Iterable[dict[str, Any]], path: str, exporter_class: str, options: dict[str, Any]) -> int:
    """Write records to a file (``-``: standard output), and return how many. The file appears when it is complete.

    ``exporter_class``: import path of an item exporter; ``options``: those of Scrapy's ``FEEDS``; ``fields`` is used.
    """
    count = 0
    with opened(path) as file:
        exporter = load_object(exporter_class)(file, encoding="utf-8", fields_to_export=options.get("fields"))
        exporter.start_exporting()
        for count, record in enumerate(records, 1):  # noqa: B007
            exporter.export_item(record)
        exporter.finish_exporting()
    return count


@contextmanager
def opened(path: str) -> Iterator[IO[bytes]]:
    """Open an output (``-``: standard output); it appears when it is complete. ``.gz`` and ``.zst`` compress."""
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic_write(Path(path)) as file:
        if pack := PACKERS.get(Path(path).suffix.lower()):
            with pack(file) as packer:
                yield packer
        else:
            yield file
