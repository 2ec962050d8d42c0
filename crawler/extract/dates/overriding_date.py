"""Compare the date of publication in a page's data with the dates that the page shows.

Content systems write the day of the last change, or of the first draft, into fields for the day of publication; the
visible date is more reliable. A time in UTC may also fall on another day than the one that the page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.extract.candidates import Candidate

_WEST, _EAST = timedelta(hours=-12), timedelta(hours=14)
"""The offsets of the clocks of the world from UTC."""
_STEP = timedelta(minutes=15)
"""Offsets are multiples of this."""
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_WITHOUT_OFFSET = len("2020-02-12T11:30:10")


def may_be_any(stated: str, shown: Iterable[Candidate]) -> bool:
    """Return whether a stated date is of one of the shown days, anywhere on Earth."""
    return any(_may_be(stated, date.fromisoformat(c.value[:10])) for c in shown)


def overriding_vague_date(stated: Candidate, shown: Sequence[Candidate]) -> list[Candidate]:
    """Return the first shown date, if the stated one, which may be of anything, is of none of the shown days."""
    return [] if may_be_any(stated.value, shown) else [*shown[:1]]


def overriding_date(
    stated: Sequence[Candidate], marked: Sequence[Candidate], lines: Sequence[Candidate], changes: Sequence[Candidate]
) -> list[Candidate]:
    """Return the only date that the page shows, if it outweighs the first stated one, which is of another day.

    ``marked`` are dates of elements that are marked as dates, ``lines`` those of other lines before the text,
    ``changes`` the stated dates of modification that are among the shown ones. The shown date outweighs if another
    stated one agrees with it; if it is earlier, since what was shown then was published; or if it is that of the last
    change, and the page presents this as its date: marked, or repeated. Of the corpora's pages like the last the shown
    day is the right one on 8 of 9; on 2 of 6 where only ``meta`` elements state the day of publication.
    """
    shown = [*marked, *lines]
    if len({c.value[:10] for c in shown}) != 1 or may_be_any(stated[0].value, shown):
        return []
    is_agreed = any(may_be_any(c.value, shown) for c in stated[1:])
    is_earlier = shown[0].value[:10] < stated[0].value[:10]
    is_change = bool(changes) and (bool(marked) or len(lines) > 1) and stated[0].origin != "meta"
    return [shown[0]] if is_agreed or is_earlier or is_change else []


def is_moment(stated: str, shown: Iterable[Candidate]) -> bool:
    """Return whether a stated moment is a shown one, or of its day where one of them has no offset."""
    exact = [c for c in shown if len(c.value) > _WITHOUT_OFFSET]
    if len(stated) <= _WITHOUT_OFFSET or not exact:
        return may_be_any(stated, shown)
    return any(abs(datetime.fromisoformat(c.value) - datetime.fromisoformat(stated)) < _HOUR for c in exact)


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
