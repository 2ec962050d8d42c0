"""Years of other calendars as Gregorian years: Persian, Thai, Taiwanese, Japanese eras; dates in Chinese numerals."""

from __future__ import annotations

import re
from datetime import date, timedelta

_BUDDHIST = range(2443, 2643)
_BEFORE_BUDDHIST = 543
_SHORT_BUDDHIST = 42
"""Two digits above this are of the Buddhist year 25xx, up to 1999 or after it; those below of the Gregorian 20xx."""
_FIRST = 1800
_PERSIAN = range(1340, 1420)
_ANCHOR_YEAR, _ANCHOR = 1403, date(2024, 3, 20)
_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
# Names of eras, and the Gregorian year before their first year.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_ERA_YEAR = re.compile(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年")

_CHINESE = re.compile(r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": "0"}


def in_digits(text: str) -> str:
    """Replace dates in Chinese numerals by digits.

    >>> in_digits("二〇二四年五月二十三日"), in_digits("二零二四年十一月十日")
    ('2024年5月23日', '2024年11月10日')
    """
    return _CHINESE.sub(lambda m: f"{_digits(m[1])}年{_below_hundred(m[2])}月{_below_hundred(m[3])}日", text)


def _digits(numerals: str) -> str:
    return "".join(_NUMERALS[numeral] for numeral in numerals if numeral in _NUMERALS)


def _below_hundred(numerals: str) -> int:
    """Return the value of a numeral such as 二十三, 十 or 五."""
    tens, ten, ones = numerals.rpartition("十")
    return (int(_digits(tens) or "1") * 10 if ten else 0) + int(_digits(ones) or "0")


def western_years(text: str) -> str:
    """Replace the years of Japanese and Taiwanese eras by Gregorian ones.

    >>> western_years("令和6年5月3日"), western_years("民國113年5月3日")
    ('2024年5月3日', '2024年5月3日')
    """
    return _ERA_YEAR.sub(lambda m: f"{_ERAS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)


def full_year(number: int, language: str) -> int:
    """Return the year of two digits: of this century, in Thai of the Buddhist one.

    >>> full_year(24, "de"), full_year(67, "th"), full_year(24, "th")
    (2024, 2567, 2024)
    """
    return number + (2500 if language[:2] == "th" and number > _SHORT_BUDDHIST else 2000)


def is_other_year(number: int) -> bool:
    """Return whether a number is a recent year of the Buddhist or Persian calendar."""
    return number in _BUDDHIST or number in _PERSIAN


def to_date(year: int, month: int, day: int) -> date | None:
    """Return the date whose year is Gregorian, Buddhist or Persian, depending on its size.

    None if there is no such date, or the calendar is lunar: its dates cannot be converted exactly.

    >>> to_date(2567, 5, 3), to_date(1403, 2, 14), to_date(2024, 5, 3)
    (datetime.date(2024, 5, 3), datetime.date(2024, 5, 3), datetime.date(2024, 5, 3))
    """
    if year in _PERSIAN:
        return persian(year, month, day)
    western = year - _BEFORE_BUDDHIST if year in _BUDDHIST else year
    try:
        return date(western, month, day) if western >= _FIRST else None
    except ValueError:
        return None


def persian(year: int, month: int, day: int) -> date | None:
    """Convert a date of the Persian calendar, counting from a known new year by its 33-year cycle.

    https://en.wikipedia.org/wiki/Solar_Hijri_calendar#Leap_year_algorithm
    """
    longest = 31 if month <= 6 else 30 if month < 12 or year % 33 in _LEAP else 29
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    first, last = sorted((year, _ANCHOR_YEAR))
    years = sum(366 if y % 33 in _LEAP else 365 for y in range(first, last))
    passed = min(month - 1, 6) * 31 + max(month - 7, 0) * 30 + day - 1
    return _ANCHOR + timedelta(days=(years if year >= _ANCHOR_YEAR else -years) + passed)
