"""The progress of a folder of outputs: done, failed, left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.fleet.inputs import Input
from crawler.fleet.marker import DONE, Marker, load
from crawler.fleet.parts import PART
from crawler.fleet.remote import Folder
from crawler.fleet.shard import is_done


@dataclass(frozen=True, slots=True)
class Status:
    """The progress of a folder."""

    done: Sequence[Marker]
    failed: Sequence[Marker]
    """Markers of inputs that could not be read to their end."""
    being_written: Sequence[str]
    """Temporary files of processes that are running or were killed."""
    left: Sequence[Input]
    """Inputs without an output."""

    def lines(self) -> list[str]:
        """Return a sentence, and a line for each failure."""
        records = sum(marker.records for marker in self.done)
        counts = f"{len(self.done)} done with {records:,} records, {len(self.failed)} failed, {len(self.left)} left"
        return [f"{counts}, {len(self.being_written)} being written.", *(marker.failed for marker in self.failed)]


def status(folder: Folder, inputs: Sequence[Input] = ()) -> Status:
    """Return the progress of a folder; ``inputs``: all that are to be read, if known.

    :raises OSError: if the folder cannot be read.
    """
    names = folder.names(DONE)
    markers = {name: marker for name in names if (marker := load(folder.read(name)))}
    failed = [marker for marker in markers.values() if marker.failed]
    left = [file for file in inputs if not is_done(file, folder) and not _has_failed(markers.get(file.name + DONE))]
    done = [marker for marker in markers.values() if not marker.failed]
    return Status(done, failed, folder.names(PART), left)


def _has_failed(marker: Marker | None) -> bool:
    return bool(marker and marker.failed)
