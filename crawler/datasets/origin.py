"""Which of several copies of a story is its origin, as far as they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crawler.datasets.rows import to_timestamp
from crawler.normalize.news_agencies import news_agency


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of an article that may be a copy, or have some."""

    number: int
    id: str
    url: str
    type: str
    publisher: str
    source_organizations: tuple[str, ...]
    dateline: str | None
    date: str
    """When it was published, in UTC and comparable; empty if that is not known."""
    revision: int
    body_hash: str
    words: int

    @classmethod
    def of(cls, record: dict[str, Any], number: int, words: int) -> Copy:
        """Of a record; ``words``: how many its body has."""
        return cls(
            number, record["id"], record["url"], record["type"], record["publisher"] or "",
            tuple(record["source_organizations"]), record["dateline"], _utc(record["date_published"]),
            record["revision"], record["body_hash"], words,
        )  # fmt: skip

    @property
    def is_live(self) -> bool:
        """Whether it is a live blog, which quotes whole reports."""
        return self.type == "LiveBlogPosting"


def origin_first(copies: Iterable[Copy]) -> list[Copy]:
    """The copies from the likeliest origin on.

    An agency's own page comes before those that print it, then the earliest, then one with a dateline, the longest.
    """
    return sorted(copies, key=_rank)


def _rank(copy: Copy) -> tuple[bool, bool, str, bool, int, str]:
    return (
        news_agency(copy.publisher) is None, not copy.date, copy.date, copy.dateline is None, -copy.words, copy.id,
    )  # fmt: skip


def _utc(date: str | None) -> str:
    moment = to_timestamp(date)
    return moment.isoformat() if moment else ""
