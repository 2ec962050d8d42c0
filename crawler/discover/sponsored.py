"""Recognize sponsored content by its path and its marks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

from crawler.discover.link import Link
from crawler.normalize.urls import split

_TABLE = tomllib.loads(Path(__file__).with_name("sponsored.toml").read_text("utf-8"))
_SEGMENTS = frozenset(_TABLE["segments"])
_WORDS = "|".join(sorted(map(re.escape, _TABLE["titles"]), key=len, reverse=True))
_TITLE = re.compile(rf"\s*(?:[\[(【]\s*(?:{_WORDS})\s*[\])】]|(?:{_WORDS})\s*[:：|–—])", re.I)


def is_sponsored(link: Link) -> bool:
    """Return whether a link is to sponsored content.

    >>> is_sponsored(Link("https://daily.example/partner-content/a")), is_sponsored(Link("https://daily.example/a"))
    (True, False)
    >>> is_sponsored(Link("https://daily.example/a", hints={"headline": "[Ad] Buy shoes"}))
    True
    """
    segments = {unquote(segment).lower().partition(".")[0] for segment in split(link.url).path.split("/")}
    return bool(segments & _SEGMENTS or _TITLE.match(str(link.hints.get("headline") or "")))
