"""Corrections and editor's notes in the text of an article."""

from __future__ import annotations

import re

from crawler.items import Correction
from crawler.normalize.dates import parse_date
from crawler.normalize.words import any_of, table

_NOTE = re.compile(
    rf"^[\W_]*{any_of(table('notices')['correction'])}(?:\s*\([^)]{{1,40}}\)|[ ,]+[^:：]{{1,40}})?\s*[:：\n—–-]", re.I
)
_MAX_CHARS = 1200


def is_correction(text: str) -> bool:
    """Whether a paragraph is a correction or an editor's note.

    >>> is_correction("Correction (May 3): the name was wrong."), is_correction("Corrections officers went on strike")
    (True, False)
    """
    return len(text) <= _MAX_CHARS and bool(_NOTE.match(text))


def read_corrections(texts: list[str], language: str | None = None) -> list[Correction]:
    """The notes among the paragraphs of a body, with the date that they open with."""
    return [Correction(t, parse_date(t[:80], language)) for t in texts if is_correction(t)]
