"""Find the credit in a caption and cut it out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from crawler.normalize.credits.bare_label import without_bare_label
from crawler.normalize.credits.brackets import bracket_at_end, labelled_brackets
from crawler.normalize.credits.cut import LONGEST, CreditSplit, cut
from crawler.normalize.credits.evidence import is_chain_of_names, is_credit
from crawler.normalize.credits.find_labels import find_labels
from crawler.normalize.credits.label import (
    has_label,
    opening_label_at,
    strip_label,
    supplier_label_at,
    supplier_label_before,
)
from crawler.normalize.credits.punctuation import BRACKETS, SIGN, may_hold_sign, unwrap
from crawler.normalize.credits.reads_as_names import reads_as_names
from crawler.normalize.credits.trailing import DIVIDER, SENTENCE_END, bare, closed, divided, sentence_ends, slashed
from crawler.normalize.credits.words import words

_TAIL = 1000
"""Characters at the end of a caption in which a credit is searched."""
_REST = 8
"""Fewest characters after a credit that make a caption."""
_SOURCE = re.compile(
    r"\W*(?:text|(?:source|quelle|fuente|fonte|font|kilde|källa|bron|zdroj|źródło|forrás|sursa|vir|izvor"
    r"|источник|джерело|kaynak|lähde)\w{0,3})\s*[:：]",
    re.I,
)
"""Labels that name the source of a text as well."""
_HOUSE = re.compile(r"(?:[(\[—|]\s*|[.!?…]\s+)((?:[A-Z][\w.&'’-]*\s){1,3})$")
"""What may be between a bracket or a divider and an opener: the organization, "Express", "Staff"."""
_ABBREVIATED = re.compile(r",\s+([^\W\d_]{2,5}\.)\s+([^,:]{3,60})$")
"""An abbreviated label after a comma, "… na moście, fot. Jan Kowalski"."""
_BY = re.compile(
    r"(?<=\s)(?:Photos?|Pictures?|Images?|Photographs?|Illustrations?)\s(?=(?:by|courtesy)\s)|(?<=\s)Courtesy(?=\sof\s)"
)


@lru_cache(maxsize=100)  # readers of a page ask the same of its captions in turn
def cut_credit(caption: str) -> CreditSplit | None:
    """Return the caption and the credit by the first rule that finds one; None if none does.

    >>> cut_credit("A dog runs. (AP Photo/Jane Doe, File)")
    CreditSplit(caption='A dog runs.', credit='(AP Photo/Jane Doe, File)', rule='bracket at the end')
    """
    head, tail = caption[:-_TAIL], caption[-_TAIL:]
    for rule in _RULES:
        found = rule(tail)
        if found and found.caption != tail:
            return replace(found, caption=head + found.caption)
    return None


def ends_in_credit(text: str) -> bool:
    """Return whether a text ends in a credit with a label or opener, as a caption may and a paragraph does not.

    >>> ends_in_credit("The ship leaves. Foto: Jane Doe"), ends_in_credit("The minister resigned. (AP)")
    (True, False)
    """
    tail = text[-_TAIL:]
    return _label(tail) is not None or _opener(tail) is not None


def captioned(text: str) -> bool:
    """Whether a paragraph is a caption by the credit at its end: one with a label, a sign or a closing label, and none
    that may be the source of a text.

    >>> [captioned(t) for t in ("A pier there. Foto: J. Doe", "The pier. © dpa", "They met. Source: dpa", "It (AP)")]
    [True, True, False, False]
    """
    tail = text[-_TAIL:]
    found = next((found for rule in (_label, _sign, _opener, closed) if (found := rule(tail))), None)
    if found is None or len(found.caption) < _REST:
        return False
    return not _SOURCE.match(unwrap(found.credit))


def _label(text: str) -> CreditSplit | None:
    """Find a label with a colon, and names from there to the end."""
    start = None
    for label in reversed(find_labels(text)):
        rest = text[label.start : start]
        if (
            len(text) - label.start > LONGEST
            or not (_fits(label.text, text[: label.start]) or is_credit(strip_label(rest)[0], "", bare=True))
            or _goes_on(text, label.start)
        ):
            break
        bare = strip_label(rest)[0]
        if not (reads_as_names(bare, lenient=start is None) or (start is not None and not bare)):
            break
        start = label.start
    if start is None:
        return None
    start = supplier_label_before(text, _edge(text, start))
    return cut(text, _edge(text, start), len(text), "label")


def _goes_on(text: str, start: int) -> bool:
    """Return whether a label is in a bracket after which the caption continues."""
    opening = text[:start].rstrip()[-1:]
    closing = next((c for c, o in BRACKETS.items() if o == opening), None)
    end = text.find(closing, start) if closing else -1
    return end > 0 and len(text[end + 1 :].strip(" .")) > 3


def _fits(label: str, before: str) -> bool:
    """Return whether a label is at an edge, as a lower-case one must be: "said the source: …" has none."""
    before = before.rstrip()
    return not before or not before[-1].isalnum() or not label[:1].islower()


def _edge(text: str, start: int) -> int:
    """Return where the divider or bracket before a label begins."""
    while start and text[start - 1] in " \t([（［【/|–—-•·":
        start -= 1
    return start


def _opener(text: str) -> CreditSplit | None:
    """Find an opener without a colon, "Photo by Jane Doe", after a sentence end or a divider."""
    for start in sorted({*_starts(text), *_capitals(text)}):
        rest = text[start:]
        if rest[0] in "pPiI" and (house := _HOUSE.search(text, 0, start)):
            return _photo_of_house(text, house.start(1))
        length = opening_label_at(rest) or supplier_label_at(rest)
        if length and len(rest) <= LONGEST and reads_as_names(strip_label(rest)[0], lenient=False):
            return cut(text, start, len(text), "opener")
    return None


def _bare_label(text: str) -> CreditSplit | None:
    """Find a label without a colon after a sentence, and names to the end, "… leaves. Foto Mario Rossi"."""
    for start in _starts(text):
        rest = text[start:]
        if rest[:1].isupper() and (names := without_bare_label(rest)) != rest and is_chain_of_names(names):
            return cut(text, start, len(text), "label")
    abbreviated = _ABBREVIATED.search(text) if "," in text else None
    if abbreviated and abbreviated[1].casefold() in words().labels and is_chain_of_names(abbreviated[2]):
        return cut(text, abbreviated.start(), len(text), "label")
    return None


def _first(text: str) -> CreditSplit | None:
    """Find a labelled credit that is the caption's first sentence, "Photo by Jane Doe. The ship leaves."."""
    if not has_label(text):
        return None
    end = next((m for m in sentence_ends(text) if m[0].strip()), None)
    if end is None or end.start() > LONGEST or len(text) - end.end() < _REST:
        return None
    credit = text[: end.start()]
    name = strip_label(credit)[0]
    fits = " " in name and reads_as_names(name, lenient=False)
    return CreditSplit(text[end.end() :], credit, "label first") if fits else None


def _photo_of_house(text: str, start: int) -> CreditSplit | None:
    """Find a credit whose organization precedes its opener, "(Express Photo by Jane Doe)"."""
    inside = unwrap(text[start:])
    return cut(text, _edge(text, start), len(text), "opener") if reads_as_names(inside, lenient=False) else None


def _capitals(text: str) -> list[int]:
    """Return positions of words that have a capital only in a credit, "… in Rome Photo by Jane Doe"."""
    return [m.start() for m in _BY.finditer(text)] if "by " in text or "ourtesy" in text else []


def _starts(text: str) -> list[int]:
    ends = [m.end() for m in SENTENCE_END.finditer(text)] + [m.end() for m in DIVIDER.finditer(text)]
    return sorted(e for e in ends if 0 < e < len(text) and len(text) - e <= LONGEST)


def _sign(text: str) -> CreditSplit | None:
    """Find © and names from there to the end."""
    sign = None
    for sign in SIGN.finditer(text) if may_hold_sign(text) else ():
        if len(text) - sign.start() <= LONGEST:
            break
    if not sign or not reads_as_names(strip_label(text[sign.start() :])[0], lenient=True):
        return None
    start = sign.start()
    label = next((lab for lab in find_labels(text[:start] + ":") if lab.end >= start), None)
    return cut(text, _edge(text, label.start if label else start), len(text), "©")


_RULES: tuple[Callable[[str], CreditSplit | None], ...] = (
    _label,
    bracket_at_end,
    _sign,
    _opener,
    _bare_label,
    labelled_brackets,
    closed,
    divided,
    bare,
    slashed,
    _first,
)
