"""When a file of a feed is full, and the name of the next one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CODINGS = (".gz", ".zst")
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


@dataclass(frozen=True, slots=True)
class Rotation:
    """A limit by size of lines, by day (UTC), or both; false if a file is never full."""

    size: int = 0
    daily: bool = False

    @classmethod
    def read(cls, text: str) -> Rotation:
        """Parse ``day``, ``200MB`` or ``day,1G``. Raises ``ValueError`` for anything else.

        >>> Rotation.read("day,64k"), Rotation.read("")
        (Rotation(size=64000, daily=True), Rotation(size=0, daily=False))
        """
        size, daily = 0, False
        for word in filter(None, text.lower().replace(" ", "").split(",")):
            match = re.fullmatch(r"(\d{1,15})([kmg]?)b?", word)
            if not match and word != "day":
                raise ValueError(f"“{text}” is not a rotation: it takes a size (200MB), day, or both with a comma.")
            size, daily = (int(match[1]) * _UNITS[match[2]], daily) if match else (size, True)
        return cls(size, daily)

    def __bool__(self) -> bool:
        return bool(self.size or self.daily)

    def is_full(self, size: int, day: str, now: datetime) -> bool:
        """Return whether a file of this size, started on this day, is full."""
        return bool(self.daily and day != to_day(now)) or bool(self.size and size >= self.size)

    def count_fitting(self, size: int, lines: list[bytes]) -> int:
        """Return how many of the lines fit in a file of this size; the one that fills it is included."""
        for count, line in enumerate(lines, 1):
            size += len(line)
            if self.size and size >= self.size:
                return count
        return len(lines)


def to_day(now: datetime) -> str:
    """Return the date in UTC."""
    return now.astimezone(UTC).date().isoformat()


def split_name(path: Path) -> tuple[str, str]:
    """Return a file's name and its suffixes.

    >>> split_name(Path("out/news.v2.jsonl.gz"))
    ('news.v2', '.jsonl.gz')
    """
    coding = path.suffix if path.suffix.lower() in CODINGS else ""
    plain = Path(path.name.removesuffix(coding))
    return plain.stem, plain.suffix + coding


def dated_name(path: Path, now: datetime) -> str:
    """Return an unused name next to ``path``, with the date and a number."""
    stem, suffix = split_name(path)
    number, day = 1, to_day(now)
    while any((path.parent / f"{stem}-{day}-{number:03}{suffix}{end}").exists() for end in ("", ".open")):
        number += 1
    return f"{stem}-{day}-{number:03}{suffix}"
