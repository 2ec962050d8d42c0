"""The script that a text is written in."""

from __future__ import annotations

import re

_SCRIPTS = {
    "Japanese": re.compile("[\u3040-\u30ff]"),
    "Chinese": re.compile("[\u3400-\u9fff]"),
    "Korean": re.compile("[\uac00-\ud7af]"),
    "Thai": re.compile("[\u0e00-\u0e7f]"),
    "Arabic": re.compile("[\u0600-\u06ff]"),
    "Hebrew": re.compile("[\u0590-\u05ff]"),
    "Devanagari": re.compile("[\u0900-\u097f]"),
    "Cyrillic": re.compile("[\u0400-\u04ff]"),
    "Greek": re.compile("[\u0370-\u03ff]"),
}
_SHARE = 0.15
"""Share of a text's letters from which on it is written in a script; a Japanese text has kana among its Chinese."""


def script_of(text: str) -> str:
    """The first of the scripts above that a good part of a text is written in, else Latin."""
    letters = sum(map(str.isalpha, text)) or 1
    found = (name for name, script in _SCRIPTS.items() if len(script.findall(text)) > _SHARE * letters)
    return next(found, "Latin")
