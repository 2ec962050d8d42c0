"""Remove notes to editors and rights notices, "NO RESALES", "All rights reserved"."""

from __future__ import annotations

import re
from functools import cache

from crawler.normalize.credits.words import words

_RAISED = re.compile(r"(?<=\S)\s*\+{2,}[^+]{1,40}\+{2,}\s*$|\s*\+{2,}\s*")
"""The signature of a wire service, "Jane Doe/dpa +++ dpa-Bildfunk +++"."""
_EDGE = " \t|•·–—-/;,"
_LETTER = re.compile(r"[^\W\d_]")


def without_notices(text: str) -> str:
    """Return a text without notes to editors and rights notices; a text that is only these is returned unchanged.

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
    """Return whether a text may have a note to editors: these are in capitals."""
    return any(map(text.__contains__, _capitals()))


def _may_hold_rights(text: str) -> bool:
    folded = text.casefold()
    return any(map(folded.__contains__, words().rights))


@cache
def _capitals() -> tuple[str, ...]:
    return tuple(map(str.upper, (*words().notes, *words().tags)))


@cache
def _shouted() -> re.Pattern[str]:
    """Return a pattern for notes in capitals, with the rest of the sentence after those that have one."""
    phrases = "|".join(map(re.escape, (p.upper() for p in words().notes)))
    going_on = r"(?:\s*[-–—:,/]?\s*[^.a-z\n]{3,400}?(?:\.|$))?"
    fixed = "|".join(map(re.escape, (p.upper() for p in words().tags)))
    return re.compile(rf"(?<!\w)(?:(?:{phrases})(?!\w)(?!\s*:?\s*[A-Z][a-z]){going_on}|(?:{fixed})(?!\w)\.?)")


@cache
def _rights() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, words().rights))
    return re.compile(rf"(?:(?<=[.,;|/–—-])|(?<!\w))\s*(?:{phrases})(?!\w)\s?[.。]?", re.I)
