"""Where sources are kept: a folder with a TOML file each, or a table in which each has the text of such a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from crawler.atomic_write import atomic_write


@dataclass(frozen=True, slots=True)
class Stored:
    """A source as it is kept; it may be invalid."""

    key: str
    """By which it is kept: its name, or that of its file without the suffix."""
    place: str
    """For messages: ``sources/daily.toml``."""
    toml: bytes
    name: str | None = None
    """The name that it must have; None: any."""


class SourceStore(Protocol):
    """Sources by their keys."""

    name: str
    """For messages: ``sources``."""

    def stored(self) -> Iterator[Stored]:
        """Yield all sources by their keys. Raises ``OSError`` if they cannot be read."""

    def place(self, key: str) -> str:
        """Return where a source is kept, for messages."""

    def has(self, key: str) -> bool:
        """Return whether a source is kept under a key."""

    def put(self, texts: Mapping[str, str]) -> None:
        """Keep the TOML texts of sources, each whole or not at all, in place of those with their keys.

        :raises OSError: if one cannot be written; ``filename`` names its file.
        """

    def remove(self, key: str) -> None:
        """Remove a source. Raises ``OSError``."""


class SourceFolder:
    """A folder of source files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = str(folder)

    def stored(self) -> Iterator[Stored]:
        """Yield the sources in the files ``*.toml``."""
        for path in sorted(self._folder.glob("*.toml")):
            yield Stored(path.stem, str(path), path.read_bytes())

    def place(self, key: str) -> str:
        """Return the path of a file."""
        return str(self._folder / f"{key}.toml")

    def has(self, key: str) -> bool:
        """Return whether there is a file."""
        return Path(self.place(key)).exists()

    def put(self, texts: Mapping[str, str]) -> None:
        """Write files; a crawl that runs never reads half of one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for key, toml in texts.items():
            with atomic_write(Path(self.place(key))) as file:
                file.write(toml.encode())

    def remove(self, key: str) -> None:
        """Delete a file."""
        Path(self.place(key)).unlink()
