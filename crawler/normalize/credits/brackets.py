"""Credits in brackets."""

from __future__ import annotations

import re

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.cut import LONGEST, CreditSplit, cut
from crawler.normalize.credits.evidence import is_credit, is_description, spells_out
from crawler.normalize.credits.label import has_label, strip_label
from crawler.normalize.credits.punctuation import BRACKETS
from crawler.normalize.credits.reads_as_names import reads_as_names
from crawler.normalize.credits.words import words

_ACRONYM = 4
"""Most letters of an acronym; longer words in capitals are notes, "[VIDEO]"."""
_OPENING = re.compile(r"[(\[（［【〔]")


def bracket_at_end(text: str) -> CreditSplit | None:
    """Find a credit in a bracket at the end, "… (AP Photo/Jane Doe)"."""
    bare = text.rstrip(' .。"”')
    if not bare or bare[-1] not in BRACKETS:
        return None
    start = _matching(bare, len(bare) - 1)
    if start is None or len(bare) - start > LONGEST + 40:
        return None
    inside, before = bare[start + 1 : -1].strip(), text[:start].rstrip()
    found = is_credit(inside, before) or (bare[-1] == "]" and _is_house(inside, before))
    return cut(text, start, len(text), "bracket at the end") if found else None


def _is_house(text: str, before: str) -> bool:
    """Return whether a text in square brackets, which captions seldom have, is an agency or an acronym, "[DS]"."""
    if text.casefold() in words().lookalikes or text.casefold() in words().prompts or spells_out(text, before):
        return False
    return find_agency(text) is not None or (2 <= len(text) <= _ACRONYM and text.isupper() and text.isalpha())


def _matching(text: str, end: int) -> int | None:
    """Return the position of the opening bracket that matches the closing one at ``end``."""
    closing, opening, depth = text[end], BRACKETS[text[end]], 0
    for at in range(end, max(-1, end - LONGEST - 60), -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return None


def labelled_brackets(text: str) -> CreditSplit | None:
    """Find brackets with a label anywhere, "Left (Foto: A), right (Foto: B)"; several credits become one."""
    spans = []
    for opening in _OPENING.finditer(text):
        closing = next((c for c, o in BRACKETS.items() if o == opening[0]), ")")
        end = text.find(closing, opening.end(), opening.end() + LONGEST)
        inside = text[opening.end() : end] if end > 0 else ""
        at_start = opening.start() == 0
        if inside and (_labelled(inside) or (at_start and is_credit(inside, ""))):
            spans.append((opening.start(), end + 1))
    if not spans:
        return None
    caption, credits = text, []
    for start, end in reversed(spans):
        credits.append(strip_label(caption[start:end])[0])
        caption = f"{caption[:start].rstrip()} {caption[end:].lstrip()}".strip()
    for mark in ".,;:":
        caption = caption.replace(f" {mark}", mark)
    return CreditSplit(caption, "; ".join(reversed(credits)), "labelled bracket")


def _labelled(text: str) -> bool:
    return has_label(text) and reads_as_names(strip_label(text)[0], lenient=True) and not is_description(text)
