"""The srcset attribute, read as HTML says."""

from __future__ import annotations

import re
from typing import NamedTuple

_WIDTHS = re.compile(r"(?:\d+w, )*\d+w,?")
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
    if (usual := _as_usual(value)) is not None:
        return usual
    found: list[Rendition] = []
    place = 0
    while address := _ADDRESS.match(value, place):
        url, place = address.group(1), address.end()
        if url.endswith(","):
            url, descriptors = url.rstrip(","), ""
        else:
            start, place = place, _end_of_descriptors(value, place)
            descriptors = value[start:place]
        if url:
            found.append(Rendition(url, _width(descriptors, base_width)))
    return found


def _as_usual(value: str) -> list[Rendition] | None:
    """The candidates of a ``srcset`` as most are: one address, or addresses with a width each; ``None`` for others."""
    parts = value.split()
    urls, widths = parts[::2], parts[1::2]
    if any(url[0] == "," or url[-1] == "," for url in urls):
        return None
    if len(parts) == 1:
        return [Rendition(parts[0], 0.0)]
    if len(urls) != len(widths) or not _WIDTHS.fullmatch(" ".join(widths)):
        return None
    return [Rendition(url, float(width.rstrip("w,"))) for url, width in zip(urls, widths, strict=True)]


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
            return float(number) if unit == "w" else float(number) * (base_width or 1.0)
    return 0.0
