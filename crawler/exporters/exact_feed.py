"""JSON Lines files in which each record occurs once; a run continues where the last one certainly was.

The caller stores :attr:`ExactFeed.position` together with what it has written, and passes it to the next run. A
compressed file is written when its lines are complete; until then they are in a file whose name ends in ``.open``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import IO

from crawler.exporters.append import append, size_of
from crawler.exporters.line_end import blame, end_line
from crawler.exporters.manifest import Manifest, manifest_of
from crawler.exporters.members import PACKERS, end_members
from crawler.exporters.position import Position
from crawler.exporters.resume import Resumed, mark, resume, resume_packed
from crawler.exporters.rotation import Rotation, dated_name, to_day


class ExactFeed:
    """A feed into files. Raises ``OSError`` if the disk fails, after which it cannot be used any more."""

    def __init__(self, path: Path, rotation: Rotation, position: str = "", uncertain: Sequence[bytes] = ()) -> None:
        """``uncertain``: the next lines, some of which the last run may have written without storing it.

        :raises crawler.exporters.writer_lock.OutputError: if the file is not the one that the last run wrote.
        """
        self._path, self._rotation = path, rotation
        self._packer = PACKERS.get(path.suffix.lower())
        self._manifest = Manifest(manifest_of(path))
        self._at = Position(**json.loads(position)) if position else Position(manifest=self._manifest.size())
        self._file: IO[bytes] | None = None
        self.notes: list[str] = []
        """Sentences about repairs."""
        self.taken = 0
        """Number of uncertain lines that need not be written again."""
        self.clean()
        if self._at.name:
            self._resume(uncertain)

    @property
    def position(self) -> str:
        """Return the position of the feed, for the next run."""
        return json.dumps(asdict(self._at))

    def begin(self, now: datetime) -> bool:
        """Choose a file if there is none; return whether the position must now be stored."""
        if self._at.name:
            return False
        name = dated_name(self._path, now) if self._rotation else self._path.name
        self._at = replace(self._at, name=name, day=to_day(now))
        self._target().parent.mkdir(parents=True, exist_ok=True)
        if self._lines().exists():  # lines of others stay
            self._add_note(end_line(self._lines()))
        if self._packer and self._target().exists():
            self._add_note(end_members(self._target()))
        self._remember_sizes(size_of(self._lines()), size_of(self._target()) if self._packer else 0)
        return True

    def write(self, lines: list[bytes], now: datetime) -> int:
        """Append the lines that fit in the file, sync, and return how many. After 0, call :meth:`close`."""
        if self._at.records and self._rotation.is_full(self._at.offset, self._at.day, now):
            return 0
        taken = self._rotation.count_fitting(self._at.offset, lines)
        if not self._file:
            self._file = self._lines().open("ab", buffering=0)
        end = append(self._file, b"".join(lines[:taken]), self._lines())
        self._at = replace(self._at, records=self._at.records + taken, done="", done_mark="")
        self._remember_sizes(end, self._at.packed)
        return taken

    def ends_with_run(self, now: datetime) -> bool:
        """Return whether the file is closed at the end of the run: it is full, or compressed and never full."""
        return bool(self._at.records) and (
            self._rotation.is_full(self._at.offset, self._at.day, now) or bool(self._packer and not self._rotation)
        )

    def close(self) -> None:
        """End the file: compress it, and add it to the manifest.

        The lines stay until :meth:`clean`, which is called when the new position is stored.
        """
        if self._file:
            self._file.close()
            self._file = None
        done, done_mark = self._at.name, self._at.mark
        packed = self._pack() if self._packer else 0
        if self._rotation:
            size = self._manifest.add(self._target(), self._at.records)
            self._at = Position(manifest=size, done=done, done_mark=done_mark)
        else:
            self._at = replace(self._at, records=0, done=done, done_mark=done_mark)
            self._remember_sizes(0, packed)

    def clean(self) -> None:
        """Remove lines that have been compressed."""
        if not self._packer or not self._at.done:
            return
        lines = self._path.with_name(f"{self._at.done}.open")
        if lines.exists() and self._at.done_mark in ("", mark(lines, size_of(lines))):  # else of another run
            lines.unlink()

    def _resume(self, uncertain: Sequence[bytes]) -> None:
        """Continue where the last run stored its position; files that were moved away are started again."""
        at = self._at
        lines = resume(self._lines(), at.offset, at.mark, uncertain)
        packed = Resumed(0)
        if self._packer:
            packed = resume_packed(self._target(), at.packed, at.packed_mark, self._lines())
        self.taken = lines.taken
        size, note = self._manifest.resume(at.name, at.manifest)
        self._at = replace(at, records=at.records + lines.taken, manifest=size)
        self._remember_sizes(lines.size, packed.size)
        for sentence in (note, lines.note, packed.note):
            self._add_note(sentence)

    def _remember_sizes(self, offset: int, packed: int) -> None:
        """Remember the length of the files, and marks that identify them."""
        marks = mark(self._lines(), offset), mark(self._target(), packed)
        self._at = replace(self._at, offset=offset, packed=packed, mark=marks[0], packed_mark=marks[1])

    def _pack(self) -> int:
        assert self._packer
        with blame(self._target()), self._target().open("ab") as file:  # flushed when it is closed as well
            with self._lines().open("rb") as lines, self._packer(file) as packer:
                shutil.copyfileobj(lines, packer, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
            return file.tell()

    def _target(self) -> Path:
        return self._path.with_name(self._at.name)

    def _lines(self) -> Path:
        return self._path.with_name(f"{self._at.name}.open") if self._packer else self._target()

    def _add_note(self, note: str) -> None:
        if note:
            self.notes.append(note)
