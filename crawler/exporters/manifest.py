"""The manifest of a rotated output: a JSON line for each complete file, with its records, bytes and SHA-256."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from crawler.exporters.append import append, size_of
from crawler.exporters.line_end import blame, end_line
from crawler.exporters.rotation import split_name


def manifest_of(path: Path) -> Path:
    """Return the manifest of a rotated output."""
    return path.with_name(f"{split_name(path)[0]}.manifest.jsonl")


class Manifest:
    """The manifest at a path, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def size(self) -> int:
        """Return its size in bytes."""
        return size_of(self._path)

    def add(self, file: Path, records: int) -> int:
        """Add a complete file of so many records; return the new size of the manifest."""
        with file.open("rb") as contents:
            digest = hashlib.file_digest(contents, "sha256").hexdigest()
        rest = json.dumps({"records": records, "bytes": size_of(file), "sha256": digest}).encode()
        with self._path.open("ab", buffering=0) as manifest:
            return append(manifest, _entry_of(file.name) + b", " + rest[1:] + b"\n", self._path)

    def resume(self, name: str, size: int) -> tuple[int, str]:
        """Remove an entry of the file ``name`` after ``size``, which was not stored; entries of other files stay.

        Returns the new size, and a sentence about a repair, which may be empty.
        """
        if self.size() <= size:
            return self.size(), ""
        with blame(self._path), self._path.open("r+b") as manifest:
            manifest.seek(size)
            entry, ours = manifest.readline(), _entry_of(name)
            if entry.startswith(ours) or ours.startswith(entry):
                manifest.truncate(size)
                return size, ""
        note = end_line(self._path)
        return self.size(), note


def _entry_of(name: str) -> bytes:
    """Return the beginning of a file's entry in the manifest."""
    return json.dumps({"file": name}).encode()[:-1]
