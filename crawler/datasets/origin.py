"""Find the likely origin among several copies of a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crawler.datasets.rows import to_timestamp
from crawler.normalize.news_agencies import news_agency


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that may be a copy of another or have copies."""

    number: int
    id: str
    url: str
    type: str
    publisher: str
    source_organizations: tuple[str, ...]
    dateline: str | None
    date: str
    """Time of publication in UTC, as sortable text; empty if unknown."""
    revision: int
    body_hash: str
    words: int

    @classmethod
    def of(cls, record: dict[str, Any], number: int, words: int) -> Copy:
        """Return the copy of a record; ``words``: the number of words of its body."""
        return cls(
            number, record["id"], record["url"], record["type"], record["publisher"] or "",
            tuple(record["source_organizations"]), record["dateline"], _utc(record["date_published"]),
            record["revision"], record["body_hash"], words,
        )  # fmt: skip

    @property
    def is_live(self) -> bool:
        """Whether it is a live blog; these quote whole reports."""
        return self.type == "LiveBlogPosting"


def origin_first(copies: Iterable[Copy]) -> list[Copy]:
    """Return the copies, the likeliest origin first.

    An agency's own page comes first, then the earliest copy, then one with a dateline, then the longest.
    """
    return sorted(copies, key=_rank)


def _rank(copy: Copy) -> tuple[bool, bool, str, bool, int, str]:
    return (
        news_agency(copy.publisher) is None, not copy.date, copy.date, copy.dateline is None, -copy.words, copy.id,
    )  # fmt: skip


def _utc(date: str | None) -> str:
    moment = to_timestamp(date)
    return moment.isoformat() if moment else ""
