"""Recognize comment prompts and bylines in a page in plain text, by a table of phrases."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLE: dict[str, list[str]] = tomllib.loads(files(__package__).joinpath("phrases.toml").read_text("utf-8"))


def _any(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(_TABLE[name], key=len, reverse=True))


_MOST = 200
_PROMPT = re.compile(rf"(?:{_any('prompts')})", re.IGNORECASE)
_COUNTER = re.compile(rf"(?:.*\D)?\d+\s*/\s*\d+\s*(?:{_any('characters')})\s*\)?$", re.IGNORECASE)
_AGENCY = re.compile(rf"[(\[]?(?:{_any('agencies')})[)\]]?$", re.IGNORECASE)
_AFTER = re.compile(rf"(?:{_any('bylines')})\s+(?=\S)", re.IGNORECASE)
_ENDS = '.!?。！？…:;"”’»'


def is_prompt(line: str) -> bool:
    """Return whether a line asks for comments or counts the characters of one."""
    return len(line) <= _MOST and bool(_PROMPT.match(line) or _COUNTER.match(line))


def is_byline(line: str) -> bool:
    """Return whether the last line is a byline: an agency, or a name after a word such as "by" or "with"."""
    line = line.strip(" *_")
    if _AGENCY.match(line):
        return True
    opened = _AFTER.match(line)
    words = line[opened.end() :].split() if opened else []
    return 0 < len(words) <= 8 and line[-1] not in _ENDS and _is_name(words)


def _is_name(words: list[str]) -> bool:
    """Return whether all longer words have capitals, or the script has none."""
    return not any(len(word) > 3 and word[0].islower() for word in words)
