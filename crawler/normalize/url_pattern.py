"""The pattern of a URL, which the articles of a site share."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_CODE = re.compile(r"(?=.{5,}$)(?:[A-Za-z]+\d+[A-Za-z]|\d+[A-Za-z]+\d)[A-Za-z\d]*")
_SEPARATORS = re.compile(r"[-_.]+")


def url_pattern(url: str) -> str | None:
    """Return a URL with placeholders for its variable parts; None if it has none.

    >>> url_pattern("https://daily.example/2026/04/02/old-pier-breaks-in-storm.html")
    'daily.example/<4>/<2>/<2>/<slug>.html'
    >>> url_pattern("https://daily.example/world/")
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    segments = [_segment(unquote(s)) for s in parts.path.split("/") if s]
    names = sorted(p.split("=")[0] + "=<n>" for p in parts.query.split("&") if re.fullmatch(r"\w+=\d{2,}", p))
    if not names and not any("<" in s for s in segments):
        return None
    host = (parts.hostname or "").removeprefix("www.")
    return "/".join([host, *segments]) + ("?" + "&".join(names) if names else "")


def _segment(segment: str) -> str:
    stem, dot, ending = segment.rpartition(".")
    if dot and ending.isalpha() and len(ending) <= 5:
        return f"{_segment(stem)}.{ending}"
    if segment.isdigit():
        return f"<{len(segment)}>" if len(segment) <= 4 else "<id>"
    words = [w for w in _SEPARATORS.split(segment) if w]
    if len(words) >= 3 or len(segment) >= 30:
        return "<slug>"
    return "<id>" if re.search(r"\d{4,}", segment) or is_code(segment) else segment


def is_code(segment: str) -> bool:
    """Return whether letters and digits are mixed as in an identifier, not as in a word with a number.

    >>> is_code("A9E480AE90"), is_code("kx93jd"), is_code("covid19"), is_code("g20")
    (True, True, False, False)
    """
    return bool(_CODE.fullmatch(segment))
