"""Texts as labels compare them, and as the corpora's scorer does: tokens, shingles, what names somebody in a credit."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

Shingles = Counter[tuple[str, ...]]

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
"""A word, or a sign of a script that puts no spaces between words."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CREDIT_SIGNS = re.compile("写真|撮影|提供|사진|출처|제공|기자|図版|图源|来源")
_CREDIT_WORDS = frozenset(
    """foto fotos photo photos photograph photographs photography photographer image images imagen imagem bild bilder
    bilde bildet bildrechte bildquelle picture pictures pic credit credits crédit crédits credito crédito
    courtesy quelle quellen source sources fonte fuente kép fotó kuva zdjęcie fot фото источник джерело колаж
    коллаж ljósmynd isithombe ảnh nuotr fotoğraf fotograf copyright c by via of all rights reserved alle rechte
    vorbehalten tous droits réservés the and und et og y e i file archiv archive handout pool stringer
    screenshot screenshots video vídeo illustration""".split()
)
"""Words of a credit that name nobody."""


def tokens(text: str | None) -> list[str]:
    """Words of a text, without punctuation.

    >>> tokens("The ferry, 写真")
    ['The', 'ferry', '写', '真']
    """
    return _TOKEN.findall(unicodedata.normalize("NFC", text or ""))


def shingles(text: str | list[str]) -> Shingles:
    """Runs of four tokens and how often each occurs; of a shorter text, all of it.

    >>> shingles("one two three four five").total()
    2
    """
    own = tokens(text) if isinstance(text, str) else text
    return Counter(tuple(own[i : i + 4]) for i in range(max(1, len(own) - 3)) if own)


def variants(row: dict[str, Any]) -> list[str]:
    """The true text of a page, and that without its standfirst, which may or may not be in the body."""
    text, standfirst = row["text"], row.get("standfirst")
    rest = text.removeprefix(standfirst).strip() if standfirst else ""
    return [text, rest] if rest else [text]


def credit_tokens(text: str | None) -> Counter[str]:
    """Words of a credit that name somebody, in lower case: no labels, no years.

    >>> [*credit_tokens("Photo: Jane Doe, 2026")]
    ['jane', 'doe']
    """
    words = (word.lower() for word in tokens(_CREDIT_SIGNS.sub(" ", unicodedata.normalize("NFKC", text or ""))))
    return Counter(word for word in words if word not in _CREDIT_WORDS and not _YEAR.fullmatch(word))
