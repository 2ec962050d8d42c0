"""Parse dates into ISO 8601; a date without time stays one, an offset is kept."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import lru_cache

from crawler.normalize.calendars import in_digits, western_years
from crawler.normalize.dates_in_words import Moment, named_date, to_day
from crawler.normalize.time_of_day import read_clock, read_stamp, without_clocks

_MAX_CHARS = 160
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?)?(?!\d)")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20|25|1[34])\d\d)\s?[./年년-]\s?(\d{1,2})\s?[./月월-]\s?(\d{1,2})(?!\d)\s?[日일.]?"
)
_YEAR_LAST = re.compile(
    r"(?<![\dA-Z])(\d{1,2})\s?([./|·-])\s?(\d{1,2})\s?[./|·-]\s?['’]?((?:19|20|25)\d\d|\d\d)(?![\d])"
)
_MONGOLIAN = re.compile(r"(?<!\d)(20\d\d)\s?оны?\s(\d{1,2})(?:-?р|\sдугаар|\sдүгээр)?\sсарын\s(\d{1,2})(?!\d)")
_ROMAN = re.compile(r"(?<!\d)(\d{1,2})\.\s?(VI{0,3}|I{1,3}|I[VX]|XI{0,2})\.\s?((?:19|20)\d\d)(?!\d)", re.I)
_ROMANS = {roman: month for month, roman in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_ENOUGH = re.compile(r"\d\D*\d\D*\d")
"""The minimum of digits in any date."""
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202c"))


@lru_cache(256)  # a page repeats its dates in data, meta elements and text
def parse_date(text: str, language: str | None = None) -> str | None:
    """Return the first date in a short text in ISO 8601; None if there is none, or day and month are ambiguous.

    >>> parse_date("2024-05-03T15:47:42.389Z"), parse_date("Am 3. Mai 2024 um 15:47 Uhr")
    ('2024-05-03T15:47:42+00:00', '2024-05-03T15:47:00')
    >>> parse_date("April 27, 2025"), parse_date("03/04/2024", "en"), parse_date("03/04/2024", "fr")
    ('2025-04-27', None, '2024-04-03')
    """
    if (stamp := read_stamp(text)) is not None:
        return stamp
    text = _western(text[:_MAX_CHARS]).strip()
    if not _ENOUGH.search(text):
        return None
    if _EPOCH.match(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    moment = _find(text, language or "")
    if moment is None:
        return None
    rest = text[moment.end :] if moment.clock is None else moment.clock
    return moment.day.isoformat() + read_clock(rest, text[: moment.start], language or "")


def either_way(text: str) -> list[str]:
    """Return both readings of a date with ambiguous day and month; an empty list for any other text.

    >>> either_way("Post time: 01-04-2024"), either_way("31/05/2024")
    (['2024-01-04', '2024-04-01'], [])
    """
    match = _YEAR_LAST.search(_western(text[:_MAX_CHARS]))
    if match is None or len(match[4]) == 2 or max(int(match[1]), int(match[3])) > 12 or match[1] == match[3]:
        return []
    days = (to_day(match[4], match[1], match[3]), to_day(match[4], match[3], match[1]))
    return [day.isoformat() for day in days if day]


def _find(text: str, language: str) -> Moment | None:
    bare = without_clocks(text)
    return (
        _year_first(bare)
        or _compact(text)
        or _year_last(bare, language)
        or named_date(bare, text, language)
        or _roman(bare)
    )


def _western(text: str) -> str:
    """Return a text with digits of any script as 0-9, without direction marks."""
    if text.isascii():
        return text
    folded = in_digits(western_years(unicodedata.normalize("NFKC", text).translate(_DIRECTIONS)))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded)


def _year_first(text: str) -> Moment | None:
    match = _ISO.search(text) or _YEAR_FIRST.search(text) or _MONGOLIAN.search(text)
    return _moment(match[1], match[2], match[3], *match.span()) if match else None


def _compact(text: str) -> Moment | None:
    match = _COMPACT.search(text)
    if match is None:
        return None
    day = to_day(match.group(1), match.group(2), match.group(3))
    clock = f" {match.group(4)}:{match.group(5)}{text[match.end() :]}" if match.group(4) else None
    return Moment(day, *match.span(), clock) if day else None


def _year_last(text: str, language: str) -> Moment | None:
    match = _YEAR_LAST.search(text)
    if match is None:
        return None
    first, mark, second, year = match.groups()
    if len(year) == 2 and mark in "-|·" and match[0][-3] not in "'’":
        return None
    is_month_first = _is_month_first(int(first), int(second), mark, language)
    if is_month_first is None:
        return None
    month, day = (first, second) if is_month_first else (second, first)
    return _moment(year, month, day, *match.span())


def _roman(text: str) -> Moment | None:
    """Return the date whose month is a Roman number, "23. V. 2024"."""
    match = _ROMAN.search(text)
    return _moment(match[3], str(_ROMANS[match[2].upper()]), match[1], *match.span()) if match else None


def _is_month_first(first: int, second: int, mark: str, language: str) -> bool | None:
    """Return whether 3/4/2024 is March 4, by the numbers, the full stop or the language (English: only by region)."""
    if first > 12 or second > 12:
        return second > 12
    if first == second or mark == ".":
        return False
    tag = language.casefold()
    if tag in ("en-us", "en_us", "fil", "tl"):
        return True
    return None if tag in ("", "en") else False


def _moment(year: str, month: str, day: str, start: int, end: int) -> Moment | None:
    found = to_day(year, month, day)
    return Moment(found, start, end) if found else None
