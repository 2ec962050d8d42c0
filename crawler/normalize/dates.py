"""Dates as pages write them → ISO 8601; a bare date stays bare, an offset is kept where there is one."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from crawler.normalize.calendars import is_other_year, to_date, western_years
from crawler.normalize.clock import read_clock, read_stamp
from crawler.normalize.months import month_number

_MAX_CHARS = 160
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?([0-2]\d)([0-5]\d)([0-5]\d)?)?(?!\d)")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
_YEAR_FIRST = re.compile(
    r"(?<!\d)((?:19|20|25|1[34])\d\d)\s?[./年년-]\s?(\d{1,2})\s?[./月월-]\s?(\d{1,2})(?!\d)\s?[日일.]?"
)
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?((?:19|20|25)\d\d|\d\d)(?![\d])")
_INDIC = r"\u0900-\u109f\u1780-\u17ff"
_TOKEN = re.compile(rf"\d+|[^\W\d_]+(?:[.\u0300-\u036f{_INDIC}][^\W\d_]*)*|[{_INDIC}]+")
"""Numbers and words; the vowels of scripts from Devanagari to Burmese, and of Khmer, are marks that are no letters."""
_ENOUGH = re.compile(r"\d\D*\d\D*\d\D*\d")
"""The digits that any date has."""
_NEAR = 6
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202c"))


class Moment(NamedTuple):
    """A date and what follows it in the text, where a clock may stand."""

    day: date
    rest: str
    before: str = ""


@lru_cache(256)  # a page gives the same date in its data, its meta elements and its text
def parse_date(text: str, language: str | None = None) -> str | None:
    """ISO 8601 of the first date in a short text; ``None`` where there is none, or day and month cannot be told apart.

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
    return moment.day.isoformat() + read_clock(moment.rest, moment.before)


def either_way(text: str) -> list[str]:
    """Both days that a date may be whose day and month cannot be told apart; none for any other text.

    >>> either_way("Post time: 01-04-2024"), either_way("31/05/2024")
    (['2024-01-04', '2024-04-01'], [])
    """
    match = _YEAR_LAST.search(_western(text[:_MAX_CHARS]))
    if match is None or len(match[4]) == 2 or max(int(match[1]), int(match[3])) > 12 or match[1] == match[3]:
        return []
    days = (_day(match[4], match[1], match[3]), _day(match[4], match[3], match[1]))
    return [day.isoformat() for day in days if day]


def _find(text: str, language: str) -> Moment | None:
    for reader in (_year_first, _compact, _year_last, _named):
        if (found := reader(text, language)) is not None:
            return found
    return None


def _western(text: str) -> str:
    """Digits of any script as 0-9, and no marks of direction."""
    if text.isascii():
        return text
    folded = western_years(unicodedata.normalize("NFKC", text).translate(_DIRECTIONS))
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in folded)


def _year_first(text: str, language: str) -> Moment | None:
    match = _ISO.search(text) or _YEAR_FIRST.search(text)
    if match is None:
        return None
    return _moment(match.group(1), match.group(2), match.group(3), text, match)


def _compact(text: str, language: str) -> Moment | None:
    match = _COMPACT.search(text)
    if match is None:
        return None
    day = _day(match.group(1), match.group(2), match.group(3))
    clock = f" {match.group(4)}:{match.group(5)}" if match.group(4) else ""
    return Moment(day, clock + text[match.end() :]) if day else None


def _year_last(text: str, language: str) -> Moment | None:
    match = _YEAR_LAST.search(text)
    if match is None:
        return None
    first, mark, second, year = match.groups()
    if len(year) == 2 and mark == "-":
        return None
    is_month_first = _is_month_first(int(first), int(second), mark, language)
    if is_month_first is None:
        return None
    month, day = (first, second) if is_month_first else (second, first)
    return _moment(year, month, day, text, match)


def _is_month_first(first: int, second: int, mark: str, language: str) -> bool | None:
    """Whether 3/4/2024 is March 4: by the numbers, the full stop or the language; in English only by its region."""
    if first > 12 or second > 12:
        return second > 12
    if first == second or mark == ".":
        return False
    tag = language.casefold()
    if tag in ("en-us", "en_us", "fil", "tl"):
        return True
    return None if tag in ("", "en") else False


def _named(text: str, language: str) -> Moment | None:
    """A date with a month's name: the day and the year are the numbers nearest to it."""
    tokens = list(_TOKEN.finditer(text))
    for place, token in enumerate(tokens):
        if token.group()[0].isdigit():
            continue
        month = _month(tokens[place : place + 2], language[:2].casefold())
        if month is not None and (found := _around(tokens, place, month, text)) is not None:
            return found
    return None


def _month(tokens: list[re.Match[str]], language: str) -> int | None:
    """The month that the first token names, or the first two: Arabic has such."""
    both = month_number(" ".join(token.group() for token in tokens), language) if len(tokens) > 1 else None
    return both or month_number(tokens[0].group(), language)


def _around(tokens: list[re.Match[str]], place: int, month: int, text: str) -> Moment | None:
    after = [t for t in tokens[place + 1 : place + 1 + _NEAR] if t.group().isdigit()]
    before = [t for t in tokens[max(0, place - _NEAR) : place][::-1] if t.group().isdigit()]
    year = next((t for t in after + before if _is_year(t.group())), None)
    days = [t for t in (*before[:1], *after[:1]) if len(t.group()) <= 2 and t is not year]
    if year is None or not days:
        return None
    day = _day(year.group(), str(month), days[0].group())
    first = min(year.start(), days[0].start(), tokens[place].start())
    return Moment(day, text[tokens[place].end() :], text[:first]) if day else None


def _is_year(number: str) -> bool:
    return len(number) == 4 and (1900 <= int(number) < 2100 or is_other_year(int(number)))


def _moment(year: str, month: str, day: str, text: str, match: re.Match[str]) -> Moment | None:
    found = _day(year, month, day)
    return Moment(found, text[match.end() :], text[: match.start()]) if found else None


def _day(year: str, month: str, day: str) -> date | None:
    return to_date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
