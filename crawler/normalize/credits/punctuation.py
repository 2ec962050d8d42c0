"""The punctuation around a credit: brackets, dividers and ©."""

from __future__ import annotations

import re

BRACKETS = {
    ")": "(",
    "]": "[",
    "）": "（",
    "］": "［",
    "】": "【",
    "〕": "〔",
    "》": "《",
    "〉": "〈",
    "』": "『",
    "}": "{",
}
SIGN = re.compile(r"©|ⓒ|Ⓒ|\([cCｃＣ]\)(?=\s?[^\Wa-z])|（[cCｃＣ]）|\bCopyright\b:?|\bCOPYRIGHT\b:?|&copy;|℗")
_SIGNS = ("©", "ⓒ", "℗", "(c)", "(ｃ)", "（c", "（ｃ", "copyright", "&copy;")
"""Every case-folded text with a copyright sign contains one of these."""
_EDGE = " \t\xa0-–—|/•·,;:►▶*＝=~_"


def may_hold_sign(text: str) -> bool:
    """Return whether a text may have a copyright sign; a fast check for long texts."""
    return any(map(text.casefold().__contains__, _SIGNS))


def unwrap(text: str) -> str:
    """Return a text without brackets and dividers around it.

    >>> unwrap(" — (AP Photo/Jane Doe). "), unwrap("Jane Doe (AFP)")
    ('AP Photo/Jane Doe', 'Jane Doe (AFP)')
    """
    if text and text[0].isalnum() and text[-1].isalnum():
        return text
    previous = None
    while text != previous:
        previous = text
        text = text.strip(_EDGE)
        bare = text.rstrip(" .。")
        if bare and bare[-1] in BRACKETS and bare[0] == BRACKETS[bare[-1]] and bare.count(bare[0]) == 1:
            text = bare[1:-1]
        elif bare and bare[-1] in BRACKETS and BRACKETS[bare[-1]] not in bare:
            text = bare[:-1]
        elif text and text[0] in BRACKETS.values() and not any(c in text for c in BRACKETS):
            text = text[1:]
    return text
