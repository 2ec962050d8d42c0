"""Compare the date of publication in a page's data with the dates that the page shows.

Content systems write the day of the last change, or of the first draft, into fields for the day of publication; the
visible date is more reliable. A time in UTC may also fall on another day than the one that the page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.extract.candidates import Candidate

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""The offsets of the clocks of the world from UTC."""
_STEP = timedelta(minutes=15)
"""Offsets are multiples of this."""
_MINUTE = timedelta(minutes=1)


def overriding_date(stated: Candidate, shown: Sequence[Candidate], is_vague: bool) -> list[Candidate]:
    """Return the shown date that outweighs the stated one, if any.

    None does if one of them is on the stated day anywhere on Earth. Otherwise the first does: any if the stated date
    ``is_vague``, as in a ``meta`` element with the name "date"; else an earlier one.
    """
    if not shown or any(_may_be(stated.value, date.fromisoformat(c.value[:10])) for c in shown):
        return []
    return [*shown[:1]] if is_vague or shown[0].value[:10] < stated.value[:10] else []


def in_local_time(stated: Candidate, shown: Sequence[Candidate]) -> list[Candidate]:
    """Return the stated moment, which is in UTC, by the clock of the page, if it shows another day for it.

    >>> in_local_time(Candidate("2023-11-09T03:28:35+00:00", "json-ld"), [Candidate("2023-11-08T22:28:00", "dom")])
    [Candidate(value='2023-11-08T22:28:35-05:00', origin='json-ld')]
    """
    if not stated.value.endswith("+00:00"):
        return []
    moment = datetime.fromisoformat(stated.value)
    for candidate in shown:
        if candidate.value[:10] != stated.value[:10]:
            offset = _offset(moment, candidate.value)
            if offset is not None:
                return [Candidate(moment.astimezone(timezone(offset)).isoformat(), stated.origin)]
    return []


def _offset(moment: datetime, shown: str) -> timedelta | None:
    """Return the offset at which a clock shows this time at this moment; None if there is none.

    A bare day is taken as its first minute, which content systems give to a day without a time.
    """
    clock = datetime.fromisoformat(shown)
    if clock.tzinfo is not None:
        is_same = abs(clock - moment) < _MINUTE
        return clock.utcoffset() if is_same else None
    second = moment.replace(second=0, microsecond=0) if "T" in shown else moment
    offset = clock.replace(second=0, tzinfo=UTC) - second
    if offset % _STEP or not _WEST <= offset <= _EAST or ("T" not in shown and offset < timedelta(0)):
        return None
    return offset


def _may_be(stated: str, day: date) -> bool:
    """Return whether a stated date is of this day somewhere on Earth; without an offset, where it was written."""
    moment = datetime.fromisoformat(stated)
    if moment.utcoffset() is None:
        return moment.date() == day
    moment = moment.astimezone(UTC)
    return (moment + _WEST).date() <= day <= (moment + _EAST).date()
