"""Names of months and days, read from ``months.csv``."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from pathlib import Path


@cache
def months(language: str = "") -> dict[str, int]:
    """Month numbers by name, lower case, without final full stops: in every language, this one's meaning first.

    Languages differ on one name only: "listopada" is November in Polish and October in Croatian.
    """
    rows = sorted(_rows(), key=lambda row: (row["language"] == language, row["language"] != "hr"))
    return {name: int(row["month"]) for row in rows if row["month"] != "0" for name in _names(row)}


@cache
def _days() -> frozenset[str]:
    return frozenset(name for row in _rows() if row["month"] == "0" for name in _names(row))


def month_number(word: str, language: str = "") -> int | None:
    """The number of a month's name or abbreviation.

    >>> month_number("Sept."), month_number("мая"), month_number("März"), month_number("Monday")
    (9, 5, 3, None)
    """
    return months(language).get(_key(word))


def is_calendar_word(word: str) -> bool:
    """Whether a word names a month or a day of the week."""
    key = _key(word)
    return key in months() or key in _days()


def _rows() -> list[dict[str, str]]:
    with open(Path(__file__).parent / "months.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _names(row: dict[str, str]) -> list[str]:
    return [_key(name) for name in row["names"].split("|") if name]


def _key(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().strip(".,;:")
