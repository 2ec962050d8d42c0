"""Train and test splits, by publisher or by time; copies of a story are always in the same split."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal
from urllib.parse import urlsplit

import numpy as np

from crawler.datasets.rows import to_timestamp

By = Literal["none", "publisher", "time"]
UNKNOWN = -math.inf


@dataclass(frozen=True)
class Place:
    """What decides the split of an article: its own publisher and time, or those of its origin."""

    publisher: str
    moment: float
    """Time of publication in seconds since 1970; :data:`UNKNOWN` if unknown."""

    @classmethod
    def of(cls, publisher: str | None, url: str, moment: float) -> Place:
        """Return the place of an article; without a publisher, the host is used."""
        return cls(publisher or urlsplit(url).hostname or url, moment)


def to_moment(date: str | None) -> float:
    """Return an ISO 8601 date in seconds since 1970.

    >>> to_moment("1970-01-02"), to_moment("April") == UNKNOWN
    (86400.0, True)
    """
    moment = to_timestamp(date)
    return moment.timestamp() if moment else UNKNOWN


def splitter(by: By, share: float, moments: Sequence[float] = ()) -> Callable[[Place], str]:
    """Return a function that gives the split of an article. ``share``: of publishers, or of articles, for testing.

    By time, the latest of ``moments`` are for testing; an article without a date is for training.
    """
    if by == "none":
        return lambda place: "train"
    if by == "publisher":
        return lambda place: "test" if fraction(place.publisher) < share else "train"
    known = np.sort(np.array(moments, float))
    known = known[known > UNKNOWN]
    first = float(known[min(len(known) - 1, round(len(known) * (1 - share)))]) if len(known) else math.inf
    return lambda place: "test" if place.moment >= first else "train"


def fraction(name: str) -> float:
    """Return a number from 0 to 1 that depends on the name only."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) / 2**64
