"""Parse the ``srcset`` attribute as HTML specifies."""

from __future__ import annotations

import re
from typing import NamedTuple

_USUAL = re.compile(r"[\s,]*+((?>[^\s,]\S*))(?<!,)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|\Z)")
"""The usual form of a candidate: a URL and at most one descriptor."""
_ADDRESS = re.compile(r"[\s,]*+([^\s,]\S*)")


class Candidate(NamedTuple):
    """One URL of a ``srcset`` with its descriptor; a number is 0 without such a descriptor."""

    url: str
    width: float = 0.0
    """Pixels."""
    density: float = 0.0
    """Pixels of the file per pixel of the page."""


def read_srcset(value: str) -> list[Candidate]:
    """Return the candidates of a ``srcset``. URLs may contain commas; only a comma at the end of one separates them.

    https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute

    >>> read_srcset("/w_600,c_limit/a.jpg 600w, /w_900,c_limit/a.jpg 900w")[1].url
    '/w_900,c_limit/a.jpg'
    """
    found: list[Candidate] = []
    place = 0
    while place < len(value):
        if usual := _USUAL.match(value, place):
            url, number, unit = usual.groups()
            found.append(_candidate(url, number, unit) if number else Candidate(url))
            place = usual.end()
        elif address := _ADDRESS.match(value, place):
            url, place = address.group(1), address.end()
            start = place
            if not url.endswith(","):
                place = _end_of_descriptors(value, place)
            found.append(_described(url.rstrip(","), value[start:place]))
        else:
            break
    return found


def _end_of_descriptors(value: str, place: int) -> int:
    """Return the position of the comma that ends a candidate; commas in parentheses do not."""
    comma, bracket = value.find(",", place), value.find("(", place)
    if bracket != -1 and bracket < comma:
        close = value.find(")", bracket)
        comma = value.find(",", close) if close != -1 else -1
    return comma if comma != -1 else len(value)


def _described(url: str, descriptors: str) -> Candidate:
    for part in descriptors.split():
        unit, number = part[-1:], part[:-1]
        if unit in "wx" and number.replace(".", "", 1).isdecimal():
            return _candidate(url, number, unit)
    return Candidate(url)


def _candidate(url: str, number: str, unit: str) -> Candidate:
    return Candidate(url, width=float(number)) if unit == "w" else Candidate(url, density=float(number))
