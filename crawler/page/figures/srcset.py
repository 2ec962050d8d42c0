"""The srcset attribute, read as HTML says."""

from __future__ import annotations

import re
from typing import NamedTuple

_USUAL = re.compile(r"[\s,]*+((?>[^\s,]\S*))(?<!,)(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|\Z)")
"""A candidate as nearly all are: an address, and at most one descriptor."""
_ADDRESS = re.compile(r"[\s,]*+([^\s,]\S*)")


class Rendition(NamedTuple):
    """One address of a picture with the width that its descriptor claims; 0 where it claims none."""

    url: str
    width: float


def read_srcset(value: str, base_width: float = 0.0) -> list[Rendition]:
    """The candidates of a ``srcset``: addresses may hold commas, only a comma at their end parts them.

    ``base_width``: what ``1x`` stands for. https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute

    >>> read_srcset("/w_600,c_limit/a.jpg 600w, /w_900,c_limit/a.jpg 900w")[1].url
    '/w_900,c_limit/a.jpg'
    """
    found: list[Rendition] = []
    place = 0
    while place < len(value):
        if usual := _USUAL.match(value, place):
            url, number, unit = usual.groups()
            found.append(Rendition(url, _pixels(number, unit, base_width) if number else 0.0))
            place = usual.end()
        elif address := _ADDRESS.match(value, place):
            url, place = address.group(1), address.end()
            start = place
            if not url.endswith(","):
                place = _end_of_descriptors(value, place)
            found.append(Rendition(url.rstrip(","), _width(value[start:place], base_width)))
        else:
            break
    return found


def _end_of_descriptors(value: str, place: int) -> int:
    """The comma that ends a candidate; one within parentheses does not."""
    comma, bracket = value.find(",", place), value.find("(", place)
    if bracket != -1 and bracket < comma:
        close = value.find(")", bracket)
        comma = value.find(",", close) if close != -1 else -1
    return comma if comma != -1 else len(value)


def _width(descriptors: str, base_width: float) -> float:
    for part in descriptors.split():
        unit, number = part[-1:], part[:-1]
        if unit in "wx" and number.replace(".", "", 1).isdecimal():
            return _pixels(number, unit, base_width)
    return 0.0


def _pixels(number: str, unit: str, base_width: float) -> float:
    return float(number) if unit == "w" else float(number) * (base_width or 1.0)
