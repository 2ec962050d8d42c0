"""Day periods beside a 12-hour time: "p.m.", "下午", "de la tarde"; from CLDR."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

_WESTERN = re.compile(r"([ap])\.?\s?m\b", re.I)
_MAX_CHARS = 24
_SIGNS = " ,.:;·-–—|/()[]\u00a0\u202f"
_MARKS = re.compile("[\u064b-\u065f]")


def hour_of(hour: int, behind: str, before: str, language: str = "") -> int:
    """Return the hour from 0 to 23, by the day period after or before its time; unchanged without one.

    >>> hour_of(2, " p.m.", ""), hour_of(8, "", "晚上"), hour_of(7, " de la tarde", "", "es"), hour_of(9, " min", "")
    (14, 20, 19, 9)
    """
    if hour > 12:
        return hour
    period = _period_behind(behind, language) or _period_before(before, language)
    if period is None:
        return hour
    is_late = period == "pm" or (period == "noon" and hour < 10) or (period == "night" and 6 <= hour < 12)
    if period == "noon" and hour == 12:
        return 12
    return hour % 12 + (12 if is_late else 0)


def _period_behind(text: str, language: str) -> str | None:
    text = _bare(text[:_MAX_CHARS]).lstrip(_SIGNS)
    if match := _WESTERN.match(text):
        return f"{match[1]}m"
    words = _words(language)
    ends = (end for end in range(min(len(text), _MAX_CHARS), 0, -1) if not _joined(text, end))
    return next((words[text[:end]] for end in ends if text[:end] in words), None)


def _period_before(text: str, language: str) -> str | None:
    text = _bare(text[-_MAX_CHARS:]).rstrip(_SIGNS)
    words = _words(language)
    starts = (start for start in range(len(text)) if not _joined(text, start))
    return next((words[text[start:]] for start in starts if text[start:] in words), None)


def _joined(text: str, place: int) -> bool:
    """Return whether an index is inside a word of a script that separates words by spaces."""
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isalpha() and around[0] < "\u0e00" and around[1] < "\u0e00"


def _bare(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFC", text.casefold().replace("\u0307", "")))


@cache
def _words(language: str) -> dict[str, str]:
    """Return the day periods by their words: those of this language, and those unambiguous in all others."""
    tag = language.replace("_", "-").split("-")[0].casefold()
    with open(Path(__file__).with_suffix(".csv"), encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["language"] in (tag, "")]
    rows.sort(key=lambda row: row["language"] == "")
    return {_bare(word): row["period"] for row in rows for word in row["words"].split("|")}
