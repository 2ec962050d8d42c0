"""The source files of a worker, read again when they change; a wrong one costs no other source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from crawler.discover.listing_urls import listings
from crawler.fleet.due import lock_of
from crawler.sources.source import BadSource, load_source


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A source and its file."""

    name: str
    path: Path
    digest: str
    lock: str
    """Host under which it is visited."""


class SourceFiles:
    """A folder of source files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, tuple[tuple[int, int], SourceFile | None]] = {}
        self.by_name: dict[str, SourceFile] = {}

    def load(self) -> list[str]:
        """Read changed files; return a sentence for each new mistake.

        :raises OSError: if the folder cannot be read.
        """
        mistakes: list[str] = []
        paths = sorted(path for path in self._folder.iterdir() if path.suffix == ".toml")
        self._read = {path: found for path in paths if (found := self._of(path, mistakes))}
        self.by_name = {}
        for _, file in self._read.values():
            if file is not None:
                self.by_name.setdefault(file.name, file)
        return mistakes

    def _of(self, path: Path, mistakes: list[str]) -> tuple[tuple[int, int], SourceFile | None] | None:
        try:
            stat = path.stat()
            version = stat.st_mtime_ns, stat.st_size
            known = self._read.get(path)
            if known is not None and known[0] == version:
                return known
            return version, _load(path)
        except BadSource as error:
            mistakes += str(error).splitlines()
            return version, None
        except FileNotFoundError:
            return None


def _load(path: Path) -> SourceFile | None:
    """Return the source in a file; None if it is paused."""
    digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    source = load_source(path)
    if source.paused:
        return None
    return SourceFile(source.name, path, digest, lock_of(source.home, (listing.url for listing in listings(source))))
