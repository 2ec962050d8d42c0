"""Recognize lines near pictures that are not captions: dates, prices, reading times."""

from __future__ import annotations

import re

from crawler.extract.images.class_vocabulary import lines
from crawler.normalize.months import is_calendar_word

_LONGEST = 60
_WORD = re.compile(r"[^\W\d_]+\.?")
_DIGIT = re.compile(r"\d")
_PRICE = re.compile(
    r"(?:[$€£¥₹₩₽]|\b(?:USD|EUR|GBP|CHF|kr|zł|Rs)\b\.?)\s?\d"
    r"|\d\s?(?:[$€£¥₹₩₽円元원]|\b(?:EUR|USD|CHF|kr|zł|Kč)\b)"
)
_READ = re.compile(
    r"\d{1,3}\s?-?(?:min(?:ute|uten|utos|uti|uter|utter|s|\.)?s?\b|мин\.?|分钟|分鐘|分|분|دقائق|דקות)", re.I
)
_FEW = 4
"""Most other words in a line with a price or a reading time; with more, it is a caption that mentions one."""


def is_data_line(text: str) -> bool:
    """Return whether a text is only a date, a price or a reading time.

    >>> [is_data_line(t) for t in ("Aug 21, 2023", "Updated on 3. Mai 2024", "Example Shop $19.34", "30 min read")]
    [True, True, True, True]
    >>> [is_data_line(t) for t in ("The bridge, May 2023", "The crown was sold for $20.", "1984", "May")]
    [False, False, False, False]
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return False
    words = _WORD.findall(text)
    if words and all(is_calendar_word(w) or w.casefold().rstrip(".") in _BESIDE for w in words):
        return True
    return len(words) <= _FEW and bool(_PRICE.search(text) or _READ.match(text.strip()))


_BESIDE = frozenset(word for line in lines("data_lines.txt") for word in line.split())
