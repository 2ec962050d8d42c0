"""Where a caption holds its credit, and the caption without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from crawler.normalize.credits.brackets import bracket_at_end, labelled_brackets
from crawler.normalize.credits.cut import LONGEST, Cut, cut
from crawler.normalize.credits.evidence import is_credit, is_lone, reads_as_names
from crawler.normalize.credits.label import closer_at, find_labels, giver_at, opener_at, strip_label, supplier_before
from crawler.normalize.credits.marks import BRACKETS, SIGN
from crawler.normalize.credits.split import INITIAL
from crawler.normalize.names import is_person

_TAIL = 1000
"""Characters from the end of a caption in which a credit is sought."""
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]['\"’”»)\]）」]*\s+|[。！？]|\s{2,}|\n")
_DIVIDER = re.compile(r"\s+[-–—|/•·~]\s*|\s*[＝｜│┃—]\s*|\s*[|]\s+|\s/(?=\S)")
_COMMA = re.compile(r"[、，＝=]([^、，＝=。]{2,12}?)(?:氏|さん|记者|記者)?(?:撮影|写す|攝|摄|攝影|摄影)$")
"""A name and "taken" behind a date or a place, as the press of Japan writes."""
_BY = re.compile(
    r"(?<=\s)(?:Photos?|Pictures?|Images?|Photographs?|Illustrations?)\s(?=(?:by|courtesy)\s)|(?<=\s)Courtesy(?=\sof\s)"
)


def cut_credit(caption: str) -> Cut | None:
    """The first rule that finds a credit in a caption; None where none does.

    >>> cut_credit("A dog runs. (AP Photo/Jane Doe, File)")
    Cut(caption='A dog runs.', credit='(AP Photo/Jane Doe, File)', rule='bracket at the end')
    """
    head, tail = caption[:-_TAIL], caption[-_TAIL:]
    for rule in _RULES:
        found = rule(tail)
        if found and found.caption != tail:
            return replace(found, caption=head + found.caption)
    return None


def _label(text: str) -> Cut | None:
    """A label with a colon, and names from there to the end."""
    start = None
    for label in reversed(find_labels(text)):
        rest = text[label.start : start]
        if (
            len(text) - label.start > LONGEST
            or not _fits(label.text, text[: label.start])
            or _goes_on(text, label.start)
        ):
            break
        bare = strip_label(rest)[0]
        if not (reads_as_names(bare, lenient=start is None) or (start is not None and not bare)):
            break
        start = label.start
    if start is None:
        return None
    start = supplier_before(text, _edge(text, start))
    return cut(text, _edge(text, start), len(text), "label")


def _goes_on(text: str, start: int) -> bool:
    """Whether a label stands in a bracket behind which the caption goes on."""
    opening = text[:start].rstrip()[-1:]
    closing = next((c for c, o in BRACKETS.items() if o == opening), None)
    end = text.find(closing, start) if closing else -1
    return end > 0 and len(text[end + 1 :].strip(" .")) > 3


def _fits(label: str, before: str) -> bool:
    """A label in lower case must stand at an edge: "said the source: …" is none."""
    before = before.rstrip()
    return not before or not before[-1].isalnum() or not label[:1].islower()


def _edge(text: str, start: int) -> int:
    """Where a label's divider or bracket begins."""
    while start and text[start - 1] in " \t([（［【/|–—-•·":
        start -= 1
    return start


def _opener(text: str) -> Cut | None:
    """An opener without a colon, "Photo by Jane Doe", behind the end of a sentence or a divider."""
    for start in sorted({*_starts(text), *_capitals(text)}):
        rest = text[start:]
        length = opener_at(rest) or giver_at(rest)
        if length and len(rest) <= LONGEST and reads_as_names(strip_label(rest)[0], lenient=False):
            return cut(text, start, len(text), "opener")
    return None


def _capitals(text: str) -> list[int]:
    """Where a word such as "Photo" stands that is written small but in a credit, "… in Rome Photo by Jane Doe"."""
    return [m.start() for m in _BY.finditer(text)] if "by " in text or "ourtesy" in text else []


def _starts(text: str) -> list[int]:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)] + [m.end() for m in _DIVIDER.finditer(text)]
    return sorted(e for e in ends if 0 < e < len(text) and len(text) - e <= LONGEST)


def _sign(text: str) -> Cut | None:
    """© and what follows it to the end."""
    sign = None
    for sign in SIGN.finditer(text):
        if len(text) - sign.start() <= LONGEST:
            break
    if not sign or not reads_as_names(strip_label(text[sign.start() :])[0], lenient=True):
        return None
    start = sign.start()
    label = next((lab for lab in find_labels(text[:start] + ":") if lab.end >= start), None)
    return cut(text, _edge(text, label.start if label else start), len(text), "©")


def _divided(text: str) -> Cut | None:
    """A divider and a known agency behind it, " — BELGA", "＝ＡＰ"."""
    marks = [m for m in _DIVIDER.finditer(text) if m.start() and len(text) - m.end() <= LONGEST]
    for mark in marks:
        tail = text[mark.end() :]
        before = text[: mark.start()] if "|" in mark[0] else ""
        if mark[0].strip() != "/" and is_credit(tail, before):
            return cut(text, mark.start(), len(text), "divider")
    return None


def _bare(text: str) -> Cut | None:
    """Nothing but its place: a known agency or a word such as "Supplied" behind the end of a sentence."""
    for end in reversed(list(_SENTENCE_END.finditer(text))):
        tail = text[end.end() :]
        if len(tail) > LONGEST:
            break
        if (
            tail
            and not INITIAL.search(text, max(0, end.start() - 6), end.start())
            and (is_lone(tail) or is_credit(tail, "", bare=True))
        ):
            return cut(text, end.end(), len(text), "bare at the end")
    return None


def _closed(text: str) -> Cut | None:
    """A closing label, "V. Pavardenis / BNS nuotr.", behind the end of a sentence, or "＝8日午前、山田太郎撮影"."""
    bare = text.rstrip(" 。")
    length = closer_at(bare)
    if not length:
        return None
    if (comma := _COMMA.search(bare)) and is_person(comma[1].strip()):
        return cut(text, comma.start(1), len(text), "closing label")
    ends = [m for m in _SENTENCE_END.finditer(bare) if not INITIAL.search(bare, max(0, m.start() - 6), m.start())]
    start = ends[-1].end() if ends else len(bare)
    if start >= len(bare) - length:
        return None
    return cut(text, start, len(text), "closing label") if reads_as_names(bare[start:-length], lenient=False) else None


def _slashed(text: str) -> Cut | None:
    """A slash between spaces and a known agency behind it, "A street in ruins / AFP", where no name stands before it."""
    head, slash, tail = text.rpartition(" / ")
    before = head.split()[-2:]
    if not slash or "/" in head or len(before) < 2 or not before[0][:1].isalpha() or is_person(" ".join(before)):
        return None
    return cut(text, len(head), len(text), "divider") if is_credit(tail, "", bare=True) else None


_RULES: tuple[Callable[[str], Cut | None], ...] = (
    _label,
    bracket_at_end,
    _sign,
    _opener,
    labelled_brackets,
    _closed,
    _divided,
    _bare,
    _slashed,
)
