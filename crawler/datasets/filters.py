"""What is left out of a dataset, and by which filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crawler.datasets.reservation import reservation
from crawler.datasets.rows import to_timestamp


@dataclass(frozen=True)
class Filters:
    """What a record has to be; what is empty or ``None`` does not matter."""

    languages: Sequence[str] = ()
    """BCP 47 tags; ``pt`` is also ``pt-BR``."""
    publishers: Sequence[str] = ()
    types: Sequence[str] = ()
    since: str = ""
    """Published on that day or later, ISO 8601."""
    until: str = ""
    """Published before the end of that day."""
    min_confidence: float | None = None
    min_words: int = 0
    rights: bool = False
    """Leave out what its publisher reserved: TDMRep, robots words, Content-Usage, licence."""

    def refuses(self, record: dict[str, Any]) -> str:
        """The name of the filter that leaves a record out, of ``rights`` with what reserves it; empty if none does."""
        if name := next((name for name, refused in self._checks(record).items() if refused), ""):
            return name
        reserved = reservation(record) if self.rights else ""
        return f"rights_{reserved}" if reserved else ""

    def _checks(self, record: dict[str, Any]) -> dict[str, bool]:
        return {
            "language": bool(self.languages) and not _speaks(record["in_language"], self.languages),
            "publisher": bool(self.publishers) and record["publisher"] not in self.publishers,
            "type": bool(self.types) and record["type"] not in self.types,
            "date": bool(self.since or self.until) and not self._is_in_time(record["date_published"]),
            "confidence": self.min_confidence is not None and (record["confidence"] or 0) < self.min_confidence,
            "words": bool(self.min_words) and len(record["article_body"].split()) < self.min_words,
        }

    def _is_in_time(self, date: str | None) -> bool:
        moment = to_timestamp(date)
        day = moment.date().isoformat() if moment else ""
        return bool(day) and (not self.since or day >= self.since) and (not self.until or day <= self.until)


def _speaks(tag: str | None, languages: Sequence[str]) -> bool:
    """Whether a tag is one of these, or a narrower one."""
    return any(f"{tag or ''}-".casefold().startswith(f"{language}-".casefold()) for language in languages)
