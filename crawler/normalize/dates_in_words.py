"""Dates with a month name."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from crawler.normalize.calendars import full_year, is_other_year, to_date
from crawler.normalize.months import month_at

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u109f\u1780-\u17ff"
)
_TOKEN = re.compile(rf"\d+|[^\W\d_]+(?:[.{_MARKS}][^\W\d_]*)*|(?:(?!\d)[{_MARKS}])+")
"""Numbers and words; in many scripts vowels are combining marks rather than letters."""
_NEAR = 6
_CENTURY = 100
_SHORT_ENDS = re.compile(r"[\s,]*(?:$|\d{1,2}:\d\d)")
"""What may follow a two-digit year."""


class Moment(NamedTuple):
    """A date and its position in a text."""

    day: date
    start: int
    end: int
    clock: str | None = None
    """The time, if it is written as one word with the date."""


def named_date(bare: str, text: str, language: str) -> Moment | None:
    """Return the date around a month name: day and year are the nearest numbers. ``bare`` is ``text`` without times."""
    tokens = list(_TOKEN.finditer(bare))
    first = None
    for place, token in enumerate(tokens):
        if token.group()[0].isdigit():
            continue
        month = month_at(bare, token.start(), token.group(), language)
        if month is not None:
            behind = [t for t in tokens[place + 1 :] if t.start() >= month[1]][:_NEAR]
            ahead = tokens[max(0, place - _NEAR) : place][::-1]
            if (found := _around(ahead, behind, month[0], text, language)) is not None:
                start, end = min(token.start(), found.start), max(found.end, month[1])
                inside = next((i for i in range(start, end) if bare[i] != text[i]), None)  # ctime puts the time there
                moment = Moment(found.day, start, end, None if inside is None else text[inside:])
                if not _parted(bare, [t for t in tokens if start <= t.start() < end and t is not token], language):
                    return moment
                first = first or moment
    return first


def _parted(bare: str, tokens: list[re.Match[str]], language: str) -> bool:
    """Return whether a month name stands among these tokens of a date: "3 weeks ago on October 17, 2023", where "ago"
    is a month elsewhere."""
    words = (t for t in tokens if not t.group()[0].isdigit())
    return any(month_at(bare, t.start(), t.group(), language) is not None for t in words)


def _around(
    ahead: list[re.Match[str]], behind: list[re.Match[str]], month: int, text: str, language: str
) -> Moment | None:
    """Return the date of a month name between these tokens, nearest first."""
    before = [t for t in ahead if t.group().isdigit()]
    after = [t for t in behind if t.group().isdigit()]
    year = next((t for t in after + before if _is_year(t.group())), None)
    days = [t for t in (*before[:1], *after[:1]) if len(t.group()) <= 2 and t is not year]
    if _is_american(behind, after, year):  # a number before the month is not the day
        days = after[:1]
    elif year is None and before and ahead[0] is before[0] and behind and _is_short_year(behind[0], text):
        year, days = behind[0], before[:1]
    if year is None or not days:
        return None
    number = int(year.group())
    day = to_date(full_year(number, language) if number < _CENTURY else number, month, int(days[0].group()))
    ends = year.start(), days[0].start(), year.end(), days[0].end()
    return Moment(day, min(ends), max(ends)) if day else None


def _is_american(behind: list[re.Match[str]], after: list[re.Match[str]], year: re.Match[str] | None) -> bool:
    """Return whether the day follows the month and the year follows the day ("November 20th, 2026")."""
    if len(after) < 2 or after[1] is not year or len(after[0].group()) > 2 or behind[0] is not after[0]:
        return False
    place = behind.index(after[1])
    return place == 1 or (place == 2 and len(behind[1].group()) <= 2)


def _is_short_year(token: re.Match[str], text: str) -> bool:
    """Return whether two digits after a month are its year: with an apostrophe, before a time or at the end."""
    number, rest = token.group(), text[token.end() :]
    marked = text[token.start() - 1 : token.start()] in ("'", "’")
    return number.isdigit() and len(number) == 2 and (marked or _SHORT_ENDS.match(rest) is not None)


def _is_year(number: str) -> bool:
    return len(number) == 4 and (1900 <= int(number) < 2100 or is_other_year(int(number)))


def to_day(year: str, month: str, day: str) -> date | None:
    """Return the date with these numbers, None if there is none; a two-digit year is of this century."""
    return to_date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
