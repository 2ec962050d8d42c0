"""Corrections and editor's notes in the text of an article."""

from __future__ import annotations

import re

from crawler.items import Correction
from crawler.normalize.dates import parse_date
from crawler.normalize.words import any_of

_WORDS = (
    "correction", "corrections", "clarification", "editor's note", "editors' note", "editor’s note", "editors’ note", "update",
    "korrektur", "berichtigung", "anmerkung der redaktion", "hinweis der redaktion", "anm. d. red.", "richtigstellung",
    "rectificatif", "erratum", "note de la rédaction", "corrección", "fe de erratas", "nota de la redacción", "nota del editor",
    "correção", "errata", "nota da redação", "correzione", "rettifica", "nota della redazione", "rectificatie", "correctie",
    "rättelse", "rettelse", "presisering", "korjaus", "sprostowanie", "oprava", "исправление", "примечание редакции", "от редакции",
    "düzeltme", "editörün notu", "koreksi", "訂正", "更正", "編按", "정정", "바로잡습니다", "تصحيح", "تصويب",
)  # fmt: skip
_NOTE = re.compile(rf"^[\W_]*{any_of(_WORDS)}(?:\s*\([^)]{{1,40}}\)|[ ,]+[^:：]{{1,40}})?\s*[:：\n—–-]", re.I)
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
