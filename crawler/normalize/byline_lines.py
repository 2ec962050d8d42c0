"""Recognize bylines among the lines and paragraphs of a page."""

from __future__ import annotations

import re

from crawler.normalize.byline_parts import match_lead, pieces, strip_lead
from crawler.normalize.bylines import ADDRESS, EMAIL, Byline, read_byline, without_photographer
from crawler.normalize.labels import match_source
from crawler.normalize.name_types import is_thing
from crawler.normalize.names import is_person, particles
from crawler.normalize.word_tables import fold, squash, table

_WORDS = table("bylines")
_AFTER, _BEFORE = tuple(_WORDS["after"]), tuple(_WORDS["before"])
_BETWEEN = _WORDS["and"] | particles()
_FEW = 8
"""Maximum number of words in a byline without a person's name."""
_WITH = re.compile(r"(?:with|mit|avec|con) (?:the |)\w", re.I)


def opens_byline(text: str) -> bool:
    """Return whether a line begins with a byline phrase.

    >>> opens_byline("By Jane Doe"), opens_byline("Bystanders said")
    (True, False)
    """
    return match_lead(text[:40]) is not None or match_source(text[:40]) is not None


def is_names(text: str) -> bool:
    """Return whether a paragraph consists only of people's full names.

    >>> is_names("Mathatisi Sebusi/Mohalenyane Phakela"), is_names("Jane Doe said so")
    (True, False)
    """
    if not 2 <= len(text) <= 120 or _is_prose(text) or is_thing(text):
        return False
    return all(map(is_person, pieces(fold(text)) or [""]))


def _is_prose(text: str) -> bool:
    """Return whether a text has a lower-case word that is neither part of a name nor stands between names."""
    if "(" in text:  # ignore the content of brackets
        return False
    small = (word for word in text.split() if word.isascii() and word.isalpha() and word.islower())
    return any(word not in _BETWEEN and not word.startswith(("al", "el")) for word in small)


def looks_like_byline(text: str) -> bool:
    """Return whether a paragraph is only a byline: labelled as one, an agency, or a "with …" line.

    >>> looks_like_byline("with the Korea JoongAng Daily"), looks_like_byline("Yonhap")
    (True, True)
    >>> looks_like_byline("By Monday, John Smith and his team had left the town with the last of the goods.")
    False
    """
    line = fold(without_photographer(text))
    if not 2 <= len(line) <= 120 or (line[-1] in ".!?。！？…:" and not EMAIL.search(line)):
        return False
    words = line.split()
    is_native = line.rstrip(")] ").endswith(_AFTER) or line.startswith(_BEFORE)
    if len(words) > _FEW and not (is_native or opens_byline(line) or ADDRESS.search(line)):
        return False
    byline = read_byline(line)
    if byline.organizations and not byline.authors:
        return len(words) <= _FEW
    if _WITH.match(line):
        return len(words) < _FEW and all(w[0].isupper() for w in words[2:])
    return (
        bool(byline.authors) and (byline.is_marked or is_native or bool(EMAIL.search(line))) and _is_full(line, byline)
    )


def _is_full(line: str, byline: Byline) -> bool:
    """Return whether names make up most of a line; in a sentence about people they do not."""
    named = sum(len(squash(a.name)) + len(squash(a.job_title or "")) for a in byline.authors)
    rest = len(squash(EMAIL.sub("", strip_lead(line)[0]))) - named
    return rest <= 12 or rest <= named / 2
