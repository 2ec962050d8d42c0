"""What is done, failed and left in a folder of outputs."""

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
    """The state of a folder."""

    done: Sequence[Marker]
    failed: Sequence[Marker]
    """Of inputs that could not be read to their end."""
    being_written: Sequence[str]
    """Temporary files, of processes that run or were killed."""
    left: Sequence[Input]
    """Of the inputs that were given."""

    def lines(self) -> list[str]:
        """For people: a sentence, then a line for each failure."""
        records = sum(marker.records for marker in self.done)
        counts = f"{len(self.done)} done with {records:,} records, {len(self.failed)} failed, {len(self.left)} left"
        return [f"{counts}, {len(self.being_written)} being written.", *(marker.failed for marker in self.failed)]


def status(folder: Folder, inputs: Sequence[Input] = ()) -> Status:
    """Look into a folder; ``inputs``: what is to be read in all, where it is known.

    :raises OSError: where the folder cannot be read.
    """
    names = folder.names(DONE)
    markers = {name: marker for name in names if (marker := load(folder.read(name)))}
    failed = [marker for marker in markers.values() if marker.failed]
    left = [file for file in inputs if not is_done(file, folder) and not _has_failed(markers.get(file.name + DONE))]
    done = [marker for marker in markers.values() if not marker.failed]
    return Status(done, failed, folder.names(PART), left)


def _has_failed(marker: Marker | None) -> bool:
    return bool(marker and marker.failed)
