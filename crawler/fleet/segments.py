"""Write the records of a source to segments: files that count once the ledger lists them.

A segment is announced in the ledger, written under a temporary name, and closed; then it is listed, in the transaction
that deletes its lines from the outbox; then it is renamed. So every file with a final name counts, and a reader of the
folder needs no ledger. What a lost machine leaves under a temporary name is announced: whoever publishes that source
next renames it if it is listed, and else drops the announcement, after which it cannot be listed, and deletes it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import BinaryIO, cast

import zstandard
from scrapy.settings import BaseSettings

from crawler.exporters.line_end import blame
from crawler.exporters.zstd import ZstdPlugin
from crawler.fleet.parts import Hashed, part_file, sweep, sync
from crawler.fleet.remote import Folder
from crawler.ledger.shared import Segment, SourceLines

ROOT = "segments"
UNLISTED = ".unlisted"
"""Ending of the temporary name of a segment."""
_MOST = 5_000
"""Records of a segment."""
_EVERY = 600
"""Seconds after which a long visit writes a segment."""


class SegmentPublisher:
    """Publishes the outbox of one source into ``COPYDESK_SEGMENTS`` (:class:`crawler.ledger.publish.Publisher`).

    Raises ``OSError`` or :class:`crawler.ledger.errors.LedgerError`.
    """

    def __init__(self, settings: BaseSettings, ledger: SourceLines, clock: Callable[[], float]) -> None:
        self.notes: list[str] = []
        self._folder, self._source = Folder(settings["COPYDESK_SEGMENTS"]), settings["COPYDESK_VISIT"][0]
        self._ledger, self._clock = ledger, clock
        self._published = clock()

    def publish(self) -> None:
        """Write a segment if the last one was written long ago."""
        if self._clock() >= self._published + _EVERY:
            self.finish()

    def finish(self) -> None:
        """Write all lines of the source, after what lost machines have left of it."""
        with blame(self._folder.path):
            self._settle()
            while lines := self._ledger.outbox(_MOST):
                self._write(lines)
        self._published = self._clock()

    def release(self) -> None:
        """Do nothing; no file is open."""

    def _write(self, lines: Sequence[tuple[int, bytes]]) -> None:
        """Write a segment; it is deleted if another visit has listed some of its lines, or dropped it, meanwhile."""
        at = datetime.fromtimestamp(self._clock(), UTC)
        unique = f"{at:%H%M%S}-{secrets.token_hex(6)}"
        name = f"{ROOT}/{self._source or 'unnamed'}/{at:%Y-%m-%d}/{unique}.jsonl.zst"
        self._ledger.announce_segment(name)
        with part_file(self._folder) as part:
            with part.open("wb") as target:
                hashed = Hashed(target)
                packed = ZstdPlugin(cast(BinaryIO, hashed), {})
                packed.write(b"".join(line for _, line in lines))
                packed.close()
                sync(target)
            self._folder.take(part, name + UNLISTED)
        segment = Segment(
            name, self._source, int(at.timestamp()), len(lines), hashed.size, hashed.digest.hexdigest()
        )  # fmt: skip
        self._end(name, self._ledger.put_segment(segment, [number for number, _ in lines]))

    def _settle(self) -> None:
        """Rename or delete the files of lost machines."""
        sweep(self._folder)
        for name, is_listed in self._ledger.unsettled_segments().items():
            self._end(name, is_listed)

    def _end(self, name: str, is_listed: bool) -> None:
        if is_listed:
            self._folder.rename(name + UNLISTED, name)
        else:
            self._folder.delete(name + UNLISTED)
        self._ledger.settle_segment(name)


def read_segment(folder: Folder, segment: Segment) -> bytes:
    """Return the lines of a segment.

    :raises ValueError: if it is missing, or not what the ledger says it is; the message is one sentence.
    """
    data = folder.read(segment.name) or folder.read(segment.name + UNLISTED)
    if data is None:
        raise ValueError(f"{segment.name} is missing in {folder.path}.")
    if hashlib.sha256(data).hexdigest() != segment.sha256:
        raise ValueError(f"{segment.name} in {folder.path} is not what was written: its SHA-256 differs.")
    with zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True) as stream:
        return stream.read()
