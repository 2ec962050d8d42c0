"""Train and test: by publisher or by time, so that copies of a story never cross."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal
from urllib.parse import urlsplit

By = Literal["none", "publisher", "time"]


@dataclass(frozen=True)
class Place:
    """What decides where an article goes: its own, or that of the origin that it is a copy of."""

    publisher: str
    date: str
    """In UTC and comparable; empty if it is not known."""

    @classmethod
    def of(cls, publisher: str | None, url: str, date: str) -> Place:
        """A page without a publisher has its host for one."""
        return cls(publisher or urlsplit(url).hostname or url, date)


def splitter(by: By, share: float, dates: Iterable[str] = ()) -> Callable[[Place], str]:
    """What gives the split of an article. ``share``: of publishers, or of articles, that are for testing.

    By time, the latest of ``dates`` are for testing; an article without a date is for training.
    """
    if by == "none":
        return lambda place: "train"
    if by == "publisher":
        return lambda place: "test" if fraction(place.publisher) < share else "train"
    known = sorted(filter(None, dates))
    first = known[min(len(known) - 1, round(len(known) * (1 - share)))] if known else "9"
    return lambda place: "test" if place.date >= first else "train"


def fraction(name: str) -> float:
    """A number from 0 to 1 that hangs on the name alone."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) / 2**64
