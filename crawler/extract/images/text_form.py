"""Features of a text by its form, regardless of the page: whether it looks like a caption or a credit."""

from __future__ import annotations

import re
from functools import lru_cache
from math import log1p

from crawler.extract.images.data_lines import is_data_line
from crawler.extract.images.segments import is_prompt
from crawler.normalize.credits import looks_like_credit
from crawler.normalize.credits.inline import captioned, ends_in_credit
from crawler.normalize.credits.label import has_label, strip_label
from crawler.normalize.credits.punctuation import SIGN
from crawler.normalize.credits.reads_as_names import reads_as_names

LENGTHS = (12, 40, 120, 300)
"""Bounds of the length buckets, in characters."""
ENDS = tuple(".!?…。！？؟।”»")
"""Ends of sentences."""
_CREDIT = 90
"""Most characters of a credit."""
_LABEL = 30
_BRACKETS = re.compile(r"^\W*[(\[（［【].*[)\]）］】]\W*$")


@lru_cache(maxsize=2_000)
def form(plain: str) -> dict[str, float]:
    """Return features by name, most of them 0 or 1. ``plain``: the text with collapsed white space.

    >>> found = form("Foto: Jane Doe")
    >>> [found[name] for name in ("credit", "label", "sentence", "length_1")]
    [True, True, False, True]
    """
    size = len(plain)
    bucket = sum(size > n for n in LENGTHS)
    credit = size <= _CREDIT and looks_like_credit(plain)
    return {
        **{f"length_{n}": bucket == n for n in range(len(LENGTHS) + 1)},
        "words": log1p(plain.count(" ")),
        "sentence": plain.endswith(ENDS) and bucket > 1,
        "small_letter": plain[:1].islower(),
        "no_letters": not any(map(str.isalpha, plain)),
        "digits": sum(map(str.isdigit, plain)) / max(size, 1),
        "data": is_data_line(plain) or is_prompt(plain),
        "credit": credit,
        "names": size <= _CREDIT and not credit and reads_as_names(strip_label(plain)[0], lenient=False),
        "ends_in_credit": not credit and ends_in_credit(plain),
        "captioned": not credit and captioned(plain),
        "label": has_label(plain),
        "sign": bool(SIGN.search(plain)),
        "bracketed": bool(_BRACKETS.match(plain)),
    }


@lru_cache(maxsize=2_000)
def is_label(plain: str) -> bool:
    """Return whether a text is a label for the name after it.

    >>> [is_label(text) for text in ("Foto:", "Photo by", "Image Credits:", "A pier.")]
    [True, True, True, False]
    """
    return len(plain) < _LABEL and (plain[-1:] in ":：|/" or (len(plain) < 20 and has_label(f"{plain} Xxx")))
