"""Names of months and days: the curated ones of ``months.csv``, then those of all CLDR languages."""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import NamedTuple

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0640]")
"""Accents, Hebrew and Arabic vowel points, and the Arabic elongation stroke; all are often omitted."""
_PREFIXES = ("\u05d1", "\u05d4")
"""Hebrew prefixes for "in" and "the", written as one word with the next."""
_MAX_CHARS = 40
_LONG = 5


@cache
def months(language: str = "", table: str = "months") -> dict[str, int]:
    """Return month numbers by the key of their name in all languages; meanings in ``language`` take precedence.

    Languages disagree on a few names: "listopada" is November in Polish and October in Croatian.
    """
    rows = sorted(_rows(table), key=lambda row: (row.language == language, row.language != "hr"))
    return {key: row.month for row in rows if row.month for key in row.keys}


@cache
def _written() -> frozenset[str]:
    """Return the names of months and days with accents; without them "Şub" is also a person's name."""
    names = (name for row in _rows("months") for name in row.names)
    return frozenset(unicodedata.normalize("NFC", name.casefold().strip(".,;:")) for name in names)


@cache
def _phrases(language: str) -> dict[str, list[tuple[str, int]]]:
    """Return names of several words by their first word, longest first: "tháng 11", "تشرين الثاني"."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, month in {**months(language, "months_cldr"), **months(language)}.items():
        if " " in name:
            found.setdefault(name.split()[0], []).append((name, month))
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in found.items()}


def month_number(word: str, language: str = "") -> int | None:
    """Return the number of a month's name or abbreviation in a language common in news; None if it is not one.

    >>> month_number("Sept."), month_number("мая"), month_number("März"), month_number("Monday")
    (9, 5, 3, None)
    """
    return months(language).get(_key(word))


def month_at(text: str, place: int, word: str, language: str = "") -> tuple[int, int] | None:
    """Return the month whose name is at an index of a text, where ``word`` begins, and the end of the name.

    >>> month_at("20 Tháng 11, 2026", 3, "Tháng", "vi"), month_at("20 KASIM 2026", 3, "KASIM", "tr")
    ((11, 11), (11, 8))
    """
    key, tag = _key(word), language.replace("_", "-").split("-")[0].casefold()
    for name, month in _phrases(tag).get(key, ()):
        if (end := _end_of(name, text, place)) is not None:
            return month, end
    number = months(tag).get(key) or _rare(key, tag)
    return (number, place + len(word)) if number else None


def _rare(key: str, language: str) -> int | None:
    """Return the month with this name in CLDR; of other languages than the text's, only long names count."""
    bare = key[1:] if len(key) > 2 and key.startswith(_PREFIXES) else key
    if bare is not key and (number := months(language).get(bare)):
        return number
    own = _own(language).get(bare)
    return own or (months("", "months_cldr").get(bare) if len(bare) >= _LONG or bare[:1] >= "\u0250" else None)


@cache
def _own(language: str) -> dict[str, int]:
    return {key: row.month for row in _rows("months_cldr") if row.language == language for key in row.keys}


def _end_of(name: str, text: str, place: int) -> int | None:
    """Return the end of a name of several words at an index of a text; any white space may separate them."""
    words = name.split()
    for match in re.finditer(r"\S+", text[place : place + _MAX_CHARS]):
        word = words.pop(0)
        bare = match[0].rstrip(".,;:")
        if _key(bare) != word:
            return None
        if not words:
            return place + match.start() + len(bare)
    return None


def is_calendar_word(word: str) -> bool:
    """Return whether a word names a month or a weekday."""
    key = unicodedata.normalize("NFC", word.casefold().strip(".,;:"))
    return key in _written()


class _Row(NamedTuple):
    """The names of a month, or of a day of the week, in a language."""

    language: str
    month: int
    """0 for a day of the week."""
    names: list[str]
    keys: list[str]


@cache
def _rows(table: str) -> list[_Row]:
    """Return the rows of a table; the keys are the dear part, and every language needs those of all."""
    with open(Path(__file__).parent / f"{table}.csv", encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
        return [_row(*row) for row in rows]


def _row(language: str, month: str, names: str) -> _Row:
    own = [name for name in names.split("|") if name]
    return _Row(language, int(month), own, [*map(_key, own)])


def _key(word: str) -> str:
    """Return a word in lower case without accents and final punctuation, which capitals often lack."""
    word = word.casefold().strip(".,;:")
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", word))
    return unicodedata.normalize("NFC", bare).replace("ı", "i")
