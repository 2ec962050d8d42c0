"""Dates in the URL and the titles of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.normalize.months import month_number

_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_.+-]|$)|[/-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=\D|$)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/([0-3]?\d)(?=/|$)", re.I)
_MAX_DATE = 20


def in_url(url: str) -> str | None:
    """Return the date in a URL in ISO 8601; None if there is none.

    >>> in_url("https://daily.example/2024/05/03/rain"), in_url("https://daily.example/2024/may/3/")
    ('2024-05-03', '2024-05-03')
    """
    match = _URL_DATE.search(url) or _URL_MONTH.search(url)
    if match is None:
        return None
    year, month, day = (p for p in match.groups() if p)
    number = int(month) if month.isdigit() else month_number(month)
    return f"{year}-{number:02}-{int(day):02}" if number else None


def in_titles(titles: Iterable[str]) -> Iterator[str]:
    """Yield the parts of titles that may be dates.

    >>> list(in_titles(["Rain | The Daily | 28.04.2023"]))
    ['28.04.2023']
    """
    for title in titles:
        parts = [part.strip() for part in title.split("|")[1:]]
        yield from (part for part in parts if part[:1].isdigit() and part[-1:].isdigit() and len(part) <= _MAX_DATE)
