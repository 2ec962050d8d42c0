"""Read the files of a shard one after another; each has an output file, which appears when it is complete."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from crawler.errors import Failure, unreadable
from crawler.exporters.json_lines import JsonLinesExporter
from crawler.exporters.zstd import ZstdPlugin
from crawler.fleet.inputs import Input
from crawler.fleet.marker import DONE, ENDING, Marker, load
from crawler.fleet.parts import Hashed, part_file, sweep, sync
from crawler.fleet.remote import Folder, fetch, is_remote
from crawler.normalize.request_urls import without_userinfo
from crawler.version import version
from crawler.workers.read_stored import read_stored


def is_done(file: Input, folder: Folder) -> Marker | None:
    """Return the marker of an input whose output exists with its size; None if the input has to be read."""
    marker = load(folder.read(file.name + DONE))
    if marker is None or marker.failed or folder.size(file.name + ENDING) != marker.size:
        return None
    return marker


def extract_shard(
    inputs: Iterable[Input],
    folder: Folder,
    workers: int,
    sources: str = "",
) -> Iterator[tuple[Input, Marker]]:
    """Read files, and yield the marker of each.

    ``workers``: processes that read pages, 0 for this one; ``sources``: folder of source files whose rules are used.

    :raises OSError: if an output cannot be written; finished outputs remain.
    """
    sweep(folder)
    for file in inputs:
        yield file, _extract(file, folder, workers, sources)


def _extract(file: Input, folder: Folder, workers: int, sources: str) -> Marker:
    start = time.monotonic()
    report = _Report(file.path)
    with part_file(folder) as part:
        records, hashed = _write(file, part, workers, sources, report)
        seconds, failed = round(time.monotonic() - start, 2), report.failed
        marker = Marker(
            without_userinfo(file.path), records, hashed.size, hashed.digest.hexdigest(), version(), seconds,
            dict(sorted(report.counts.items())), failed.message if failed else "", failed.kind if failed else "",
        )  # fmt: skip
        folder.take(part, file.name + ENDING)
    with part_file(folder) as part:
        _store(part, marker.dump())
        folder.take(part, file.name + DONE)
    return marker


def _write(file: Input, part: Path, workers: int, sources: str, report: _Report) -> tuple[int, Hashed]:
    """Write the records of an input to a local file; return their number, and size and hash of the file."""
    with part.open("wb") as target, _local(file, report) as path:
        hashed = Hashed(target)
        packed = ZstdPlugin(cast(BinaryIO, hashed), {})
        exporter = JsonLinesExporter(packed, encoding="utf-8")
        records = 0
        paths = [path] if path else []
        for record in read_stored(paths, workers=workers, sources=sources, limited=True, on_error=report):
            exporter.export_item(record)
            records += 1
        packed.close()
        sync(target)
    return records, hashed


class _Report:
    """Counts the failures of pages, and holds the first failure of the input itself."""

    def __init__(self, path: str) -> None:
        self._path = path
        self.local = path
        self.counts: Counter[str] = Counter()
        self.failed: Failure | None = None

    def __call__(self, failure: Failure) -> None:
        """Record a failure."""
        if failure.source == self.local:
            failure = Failure(self._path, failure.kind, failure.message.replace(self.local, self._path))
            self.failed = self.failed or failure
        else:
            self.counts[failure.kind] += 1


@contextmanager
def _local(file: Input, report: _Report) -> Iterator[str]:
    """Yield the local path of an input; "" if it could not be fetched, which is reported."""
    if not is_remote(file.path):
        yield file.path
        return
    with tempfile.TemporaryDirectory(prefix="copydesk-") as scratch:
        target = Path(scratch, os.path.basename(file.path))
        try:
            fetch(file.path, target)
        except OSError as error:
            message = unreadable(file.path, error).message
            report(Failure(file.path, "missing" if isinstance(error, FileNotFoundError) else "unreadable", message))
            yield ""
            return
        report.local = str(target)
        yield report.local


def _store(path: Path, data: bytes) -> None:
    with path.open("wb") as target:
        target.write(data)
        sync(target)
