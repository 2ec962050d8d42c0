"""Train and test: by publisher or by time, so that copies of a story never cross."""

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
    """What decides where an article goes: its own, or that of the origin that it is a copy of."""

    publisher: str
    moment: float
    """When it was published, in seconds since 1970; :data:`UNKNOWN` if that is not known."""

    @classmethod
    def of(cls, publisher: str | None, url: str, moment: float) -> Place:
        """A page without a publisher has its host for one."""
        return cls(publisher or urlsplit(url).hostname or url, moment)


def to_moment(date: str | None) -> float:
    """An ISO 8601 date in seconds since 1970.

    >>> to_moment("1970-01-02"), to_moment("April") == UNKNOWN
    (86400.0, True)
    """
    moment = to_timestamp(date)
    return moment.timestamp() if moment else UNKNOWN


def splitter(by: By, share: float, moments: Sequence[float] = ()) -> Callable[[Place], str]:
    """What gives the split of an article. ``share``: of publishers, or of articles, that are for testing.

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
    """A number from 0 to 1 that hangs on the name alone."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) / 2**64
