"""The sources of a worker, in a folder that is read again when its files change; a wrong one costs no other source."""

from __future__ import annotations

from pathlib import Path

from crawler.errors import unreadable
from crawler.fleet.visited_source import VisitedSource, to_visited
from crawler.sources.source import BadSource


class SourceFiles:
    """A folder of source files (:class:`crawler.fleet.visited_source.VisitedSources`)."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.name = folder, str(folder)
        self._read: dict[Path, tuple[tuple[int, int], VisitedSource | None]] = {}
        self._paths: dict[str, Path] = {}
        self._is_there = True
        self.by_name: dict[str, VisitedSource] = {}

    async def load(self) -> list[str]:
        """Read changed files; return a sentence for each new mistake. If the folder is gone, all stays as it was."""
        mistakes: list[str] = []
        try:
            paths = sorted(path for path in self._folder.iterdir() if path.suffix == ".toml")
        except OSError as error:
            was_there, self._is_there = self._is_there, False
            return [unreadable(self.name, error).message] if was_there else []
        self._is_there = True
        self._read = {path: found for path in paths if (found := self._of(path, mistakes))}
        self.by_name, self._paths = {}, {}
        for path, (_, source) in self._read.items():
            if source is not None and source.name not in self.by_name:
                self.by_name[source.name], self._paths[source.name] = source, path
        return mistakes

    async def read(self, name: str) -> tuple[VisitedSource, bytes] | None:
        """Return a source and its file as it is now."""
        if name not in self._paths:
            await self.load()
        try:
            toml = self._paths[name].read_bytes()
            source = to_visited(toml, str(self._paths[name]))
        except (KeyError, FileNotFoundError, BadSource):
            return None
        return (source, toml) if source and source.name == name else None

    def _of(self, path: Path, mistakes: list[str]) -> tuple[tuple[int, int], VisitedSource | None] | None:
        try:
            stat = path.stat()
            version = stat.st_mtime_ns, stat.st_size
            known = self._read.get(path)
            if known is not None and known[0] == version:
                return known
            return version, to_visited(path.read_bytes(), str(path))
        except BadSource as error:
            mistakes += str(error).splitlines()
            return version, None
        except FileNotFoundError:
            return None
