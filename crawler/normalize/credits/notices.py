"""Notes to editors and notices of rights, "NO RESALES", "All rights reserved": words that no credit is made of."""

from __future__ import annotations

import re
from functools import cache

from crawler.normalize.credits.words import words

_RAISED = re.compile(r"(?<=\S)\s*\+{2,}[^+]{1,40}\+{2,}\s*$|\s*\+{2,}\s*")
"""How wires sign, "Jane Doe/dpa +++ dpa-Bildfunk +++"."""
_EDGE = " \t|•·–—-/;,"
_LETTER = re.compile(r"[^\W\d_]")


def without_notices(text: str) -> str:
    """A text without notes to editors and notices of rights; one that is nothing else stays as it is.

    >>> without_notices("A ship leaves. REUTERS/Jane Doe TPX IMAGES OF THE DAY")
    'A ship leaves. REUTERS/Jane Doe'
    >>> without_notices("Copyright 2026 The AP. All rights reserved."), without_notices("All rights reserved")
    ('Copyright 2026 The AP.', 'All rights reserved')
    """
    if not _may_be_shouted(text) and not _may_hold_rights(text) and "++" not in text:
        return text
    bare = " | ".join(filter(None, map(_without, text.split(" | "))))
    return bare if _LETTER.search(bare) else text


def _without(part: str) -> str:
    bare = _RAISED.sub(" ", part)
    bare = _shouted().sub("\n", bare) if _may_be_shouted(bare) else bare
    pieces = [piece.strip(_EDGE) for piece in _rights().sub("\n", bare).split("\n")]
    return " ".join(piece for piece in pieces if piece.strip(" ."))


def _may_be_shouted(text: str) -> bool:
    """A cheap look: notes to editors are written in capitals, and hold one of these words."""
    return any(map(text.__contains__, ("EDIT", "RESALE", "SALES", "ARCHIVE", "TPX", "MANDATORY", "NO USE", "REFILE")))


def _may_hold_rights(text: str) -> bool:
    folded = text.casefold()
    return any(map(folded.__contains__, words().rights))


@cache
def _shouted() -> re.Pattern[str]:
    """A note in capitals: with the sentence that goes on behind it, or as it is."""
    phrases = "|".join(map(re.escape, (p.upper() for p in words().notes)))
    going_on = r"(?:\s*[-–—:,/]?\s*[^.a-z\n]{3,400}?(?:\.|$))?"
    fixed = "|".join(map(re.escape, (p.upper() for p in words().tags)))
    return re.compile(rf"(?<!\w)(?:(?:{phrases})(?!\w)(?!\s*:?\s*[A-Z][a-z]){going_on}|(?:{fixed})(?!\w)\.?)")


@cache
def _rights() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, words().rights))
    return re.compile(rf"(?:(?<=[.,;|/–—-])|(?<!\w))\s*(?:{phrases})(?!\w)\s?[.。]?", re.I)
