"""Lines of a dump that are no part of the article, or its byline: told by a table of phrases."""

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
    """Whether a line asks for comments or counts the characters of one."""
    return len(line) <= _MOST and bool(_PROMPT.match(line) or _COUNTER.match(line))


def is_byline(line: str) -> bool:
    """Whether a line that closes the text names who wrote it: an agency, or a name after such as "by" or "with"."""
    line = line.strip(" *_")
    if _AGENCY.match(line):
        return True
    opened = _AFTER.match(line)
    words = line[opened.end() :].split() if opened else []
    return 0 < len(words) <= 8 and line[-1] not in _ENDS and _is_name(words)


def _is_name(words: list[str]) -> bool:
    """Capitals on all longer words; scripts without capitals pass."""
    return not any(len(word) > 3 and word[0].islower() for word in words)
