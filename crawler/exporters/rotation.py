"""When a file of a feed is full, and what the next one is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

CODINGS = (".gz", ".zst")
_UNITS = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9}


@dataclass(frozen=True, slots=True)
class Rotation:
    """After so many bytes of lines, or with the day (UTC); false where a file is never full."""

    size: int = 0
    daily: bool = False

    @classmethod
    def read(cls, text: str) -> Rotation:
        """From ``day``, ``200MB`` or ``day,1G``; ``ValueError`` otherwise.

        >>> Rotation.read("day,64k"), Rotation.read("")
        (Rotation(size=64000, daily=True), Rotation(size=0, daily=False))
        """
        size, daily = 0, False
        for word in filter(None, text.lower().replace(" ", "").split(",")):
            match = re.fullmatch(r"(\d{1,15})([kmg]?)b?", word)
            if not match and word != "day":
                raise ValueError(f"“{text}” is no rotation: it takes a size such as 200MB, day, or both with a comma.")
            size, daily = (int(match[1]) * _UNITS[match[2]], daily) if match else (size, True)
        return cls(size, daily)

    def __bool__(self) -> bool:
        return bool(self.size or self.daily)

    def is_full(self, size: int, day: str, now: datetime) -> bool:
        """Whether a file of that size, begun on that day, takes no more lines."""
        return bool(self.daily and day != to_day(now)) or bool(self.size and size >= self.size)

    def count_fitting(self, size: int, lines: list[bytes]) -> int:
        """How many lines a file of that size takes; the one that fills it is the last."""
        for count, line in enumerate(lines, 1):
            size += len(line)
            if self.size and size >= self.size:
                return count
        return len(lines)


def to_day(now: datetime) -> str:
    """The date in UTC."""
    return now.astimezone(UTC).date().isoformat()


def split_name(path: Path) -> tuple[str, str]:
    """A file's name and its suffixes.

    >>> split_name(Path("out/news.v2.jsonl.gz"))
    ('news.v2', '.jsonl.gz')
    """
    coding = path.suffix if path.suffix.lower() in CODINGS else ""
    plain = Path(path.name.removesuffix(coding))
    return plain.stem, plain.suffix + coding


def dated_name(path: Path, now: datetime) -> str:
    """A name that no file beside ``path`` has: with the date, and a number."""
    stem, suffix = split_name(path)
    number, day = 1, to_day(now)
    while any((path.parent / f"{stem}-{day}-{number:03}{suffix}{end}").exists() for end in ("", ".open")):
        number += 1
    return f"{stem}-{day}-{number:03}{suffix}"
