"""Dates in the URL and the titles of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.normalize.months import month_number

_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_.+-]|$)|[/-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\D|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?=/|$)", re.I)
_URL_DAY_FIRST = re.compile(r"[/~_-](\d\d)-(\d\d)-((?:19|20)\d\d)(?=\D|$)")
_MAX_DATE = 20
_OPENING = re.compile(r"[^.!?–—|]{0,40}?\d[^–—|„“\"]{4,24}?\s*(?:[–—|„“\"]|\s-\s|:\s)|\([^.!?)]{0,30}?\d[^)]{4,24}\)")
_WORD = re.compile(r"[^\W\d_]+")
_FEW_WORDS = 5
"""Most words of an opening, the month included; more are a sentence that mentions a date."""


def in_url(url: str) -> str | None:
    """Return the date in a URL, in ISO 8601 unless the day comes first; None if there is none.

    >>> in_url("https://daily.example/2024/05/03/rain"), in_url("https://daily.example/2024/may/3/")
    ('2024-05-03', '2024-05-03')
    >>> in_url("https://daily.example/rain/29-10-2024")
    '29/10/2024'
    """
    match = _URL_DATE.search(url) or _URL_MONTH.search(url)
    if match is None:
        found = _URL_DAY_FIRST.search(url)
        return "/".join(found.groups()) if found else None
    year, month, day = (p for p in match.groups() if p)
    number = int(month) if month.isdigit() else month_number(month)
    return f"{year}-{number:02}-{int(day):02}" if number else None


def in_titles(titles: Iterable[str]) -> Iterator[str]:
    """Yield the parts of titles that may be dates.

    >>> list(in_titles(["Rain | The Daily | 28.04.2023", "28.04.2023 | Rain", "28.04.2023"]))
    ['28.04.2023', '28.04.2023']
    """
    for title in titles:
        parts = [part.strip() for part in title.split("|")] if "|" in title else []
        yield from (part for part in parts if part[:1].isdigit() and part[-1:].isdigit() and len(part) <= _MAX_DATE)


def in_opening(text: str) -> str | None:
    """Return the beginning of a text that may be its date, before a dash, a bar, a quotation or in brackets.

    >>> in_opening("Berlin, 25. Januar 2022 – The council voted."), in_opening("On 25 January 2022 the council voted.")
    ('Berlin, 25. Januar 2022 –', None)
    """
    match = _OPENING.match(text)
    return match[0] if match and len(_WORD.findall(match[0])) <= _FEW_WORDS else None
