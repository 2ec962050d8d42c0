"""JSON Lines that hold each record once: appended to, and cut back to what is certain when a run begins.

Whoever writes keeps :attr:`ExactFeed.position` with what it has written, and hands it to the next run. A compressed
file is written when its lines are closed; until then they lie beside it in a file whose name ends in ``.open``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import zstandard

from crawler.exporters.rotation import Rotation, dated_name, split_name, to_day

_PACKERS: dict[str, Callable[[IO[bytes]], Any]] = {
    ".gz": lambda file: gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0),
    ".zst": lambda file: zstandard.ZstdCompressor(level=9).stream_writer(file, closefd=False),
}
"""Members (RFC 1952) and frames (RFC 8878) may follow each other in a file."""


@dataclass(frozen=True, slots=True)
class Position:
    """What is certain of a feed."""

    name: str = ""
    """File that is written; empty before the first line."""
    day: str = ""
    records: int = 0
    offset: int = 0
    """Bytes of its lines."""
    packed: int = 0
    """Bytes of its compressed file."""
    manifest: int = 0
    """Bytes of the manifest."""
    done: str = ""
    """File that was closed last, if nothing was written since."""


class ExactFeed:
    """A feed into files; ``OSError`` where the disk does not take it, after which it is of no more use."""

    def __init__(self, path: Path, rotation: Rotation, position: str = "") -> None:
        self._path, self._rotation = path, rotation
        self._packer = _PACKERS.get(path.suffix.lower())
        self._manifest = path.with_name(f"{split_name(path)[0]}.manifest.jsonl")
        self._at = Position(**json.loads(position)) if position else Position(manifest=_size(self._manifest))
        self._file: IO[bytes] | None = None
        self.clean()
        if self._at.name:
            self._cut_back()

    @property
    def position(self) -> str:
        """Where the feed stands, for the next run."""
        return json.dumps(asdict(self._at))

    def begin(self, now: datetime) -> bool:
        """Settle on a file, if there is none; whether anything is to be noted, which is to be done before a line."""
        if self._at.name:
            return False
        name = dated_name(self._path, now) if self._rotation else self._path.name
        self._at = replace(self._at, name=name, day=to_day(now))
        self._target().parent.mkdir(parents=True, exist_ok=True)
        found = _size(self._lines())  # what others wrote stays
        self._at = replace(self._at, offset=found, packed=_size(self._target()) if self._packer else 0)
        return True

    def write(self, lines: list[bytes], now: datetime) -> int:
        """Append as many lines as the file takes, and see them onto the disk; how many. After 0, :meth:`close`."""
        if self._at.records and self._rotation.is_full(self._at.offset, self._at.day, now):
            return 0
        taken = self._rotation.count_fitting(self._at.offset, lines)
        if not self._file:
            self._file = _open_at(self._lines(), self._at.offset)
        self._file.write(b"".join(lines[:taken]))
        _sync(self._file)
        self._at = replace(self._at, records=self._at.records + taken, offset=self._file.tell(), done="")
        return taken

    def ends_with_run(self, now: datetime) -> bool:
        """Whether the file is to be closed when the run ends: it is full, or compressed and never full."""
        return bool(self._at.records) and (
            self._rotation.is_full(self._at.offset, self._at.day, now) or bool(self._packer and not self._rotation)
        )

    def close(self) -> None:
        """End the file: pack it, and put it into the manifest.

        The lines stay until :meth:`clean`, which is to be called when the new position is kept.
        """
        if self._file:
            self._file.close()
            self._file = None
        packed = self._pack() if self._packer else 0
        if self._rotation:
            self._at = Position(manifest=self._note(), done=self._at.name)
        else:
            self._at = replace(self._at, records=0, offset=0, packed=packed, done=self._at.name)

    def clean(self) -> None:
        """Remove lines that have been packed."""
        if self._packer and self._at.done:
            self._path.with_name(f"{self._at.done}.open").unlink(missing_ok=True)

    def _cut_back(self) -> None:
        """Take off what the last run wrote and did not note; files that were moved away are begun anew."""
        offset = _cut(self._lines(), self._at.offset)
        packed = _cut(self._target(), self._at.packed) if self._packer else 0
        self._at = replace(self._at, offset=offset, packed=packed, manifest=_cut(self._manifest, self._at.manifest))

    def _pack(self) -> int:
        assert self._packer
        with _open_at(self._target(), self._at.packed) as file:
            with self._lines().open("rb") as lines, self._packer(file) as packer:
                shutil.copyfileobj(lines, packer, 1 << 20)
            _sync(file)
            return file.tell()

    def _note(self) -> int:
        """Add the file to the manifest; its new size."""
        target = self._target()
        with target.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        entry = {"file": target.name, "records": self._at.records, "bytes": _size(target), "sha256": digest}
        with _open_at(self._manifest, self._at.manifest) as file:
            file.write(json.dumps(entry).encode() + b"\n")
            _sync(file)
            return file.tell()

    def _target(self) -> Path:
        return self._path.with_name(self._at.name)

    def _lines(self) -> Path:
        return self._path.with_name(f"{self._at.name}.open") if self._packer else self._target()


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _cut(path: Path, size: int) -> int:
    """Cut a file back; how long it is then."""
    size = min(size, _size(path))
    if _size(path) > size:
        os.truncate(path, size)
    return size


def _open_at(path: Path, offset: int) -> IO[bytes]:
    """A file to be written from there on, made if there is none."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
    file.truncate(offset)
    file.seek(offset)
    return file


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
