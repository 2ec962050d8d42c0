"""Filters that leave records out of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crawler.datasets.reservation import reservation
from crawler.datasets.rows import to_timestamp


@dataclass(frozen=True)
class Filters:
    """Conditions that a record must meet; empty and None mean no condition."""

    languages: Sequence[str] = ()
    """BCP 47 tags; ``pt`` includes ``pt-BR``."""
    publishers: Sequence[str] = ()
    types: Sequence[str] = ()
    since: str = ""
    """First day of publication, ISO 8601."""
    until: str = ""
    """Last day of publication."""
    min_confidence: float | None = None
    min_words: int = 0
    rights: bool = False
    """Leave out articles that their publisher reserves: by TDMRep, robots meta, Content-Usage, licence."""

    def refuses(self, record: dict[str, Any]) -> str:
        """Return the name of the filter that leaves a record out (``rights`` with the reservation), or ""."""
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
    """Return whether a language tag is one of these, or a narrower one."""
    return any(f"{tag or ''}-".casefold().startswith(f"{language}-".casefold()) for language in languages)
