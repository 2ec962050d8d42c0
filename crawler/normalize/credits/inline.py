"""Where a caption holds its credit, and the caption without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.normalize.credits.chain import INITIAL
from crawler.normalize.credits.evidence import is_credit, is_lone, reads_as_names
from crawler.normalize.credits.label import (
    BRACKETS,
    SIGN,
    closer_at,
    find_labels,
    giver_at,
    has_label,
    opener_at,
    strip_label,
)

_LONGEST = 160
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]['\"’”»)\]）」]*\s+|[。！？]|\s{2,}|\n")
_DIVIDER = re.compile(r"\s+[-–—|/•·~]\s*|\s*[＝｜│┃—]\s*|\s*[|]\s+|\s/(?=\S)")
_BY = re.compile(
    r"(?<=\s)(?:Photos?|Pictures?|Images?|Photographs?|Illustrations?)\s(?=(?:by|courtesy)\s)|(?<=\s)Courtesy(?=\sof\s)"
)
_OPENING = re.compile(r"[(\[（［【〔]")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A caption, the raw credit cut out of it, and the rule that did it."""

    caption: str
    credit: str
    rule: str


def cut_credit(caption: str) -> Cut | None:
    """The first rule that finds a credit in a caption; None where none does.

    >>> cut_credit("A dog runs. (AP Photo/Jane Doe, File)")
    Cut(caption='A dog runs.', credit='(AP Photo/Jane Doe, File)', rule='bracket at the end')
    """
    for rule in _RULES:
        cut = rule(caption)
        if cut and cut.caption != caption:
            return cut
    return None


def _cut(text: str, start: int, end: int, rule: str) -> Cut:
    before, after = text[:start].rstrip(" \t-–—|/•·,;:＝\n"), text[end:].strip(" \t-–—|•\n")
    caption = f"{before} {after}".strip() if after not in (".", "。") else before
    return Cut(caption, text[start:end].strip(), rule)


def _bracket_at_end(text: str) -> Cut | None:
    bare = text.rstrip(' .。"”')
    if not bare or bare[-1] not in BRACKETS:
        return None
    start = _matching(bare, len(bare) - 1)
    if start is None or len(bare) - start > _LONGEST + 40:
        return None
    inside, before = bare[start + 1 : -1].strip(), text[:start].rstrip()
    return _cut(text, start, len(text), "bracket at the end") if is_credit(inside, before) else None


def _matching(text: str, end: int) -> int | None:
    """Where the bracket opens that closes at ``end``."""
    closing, opening, depth = text[end], BRACKETS[text[end]], 0
    for at in range(end, max(-1, end - _LONGEST - 60), -1):
        depth += (text[at] == closing) - (text[at] == opening)
        if depth == 0:
            return at
    return None


def _labelled_brackets(text: str) -> Cut | None:
    """Brackets with a label anywhere: "Left (Foto: A), right (Foto: B)"."""
    spans = []
    for opening in _OPENING.finditer(text):
        closing = next((c for c, o in BRACKETS.items() if o == opening[0]), ")")
        end = text.find(closing, opening.end(), opening.end() + _LONGEST)
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
    return Cut(caption, "; ".join(reversed(credits)), "labelled bracket")


def _labelled(text: str) -> bool:
    return has_label(text) and reads_as_names(strip_label(text)[0], lenient=True)


def _label(text: str) -> Cut | None:
    """A label with a colon, and names from there to the end."""
    start = None
    for label in reversed(find_labels(text)):
        rest = text[label.start : start]
        if (
            len(text) - label.start > _LONGEST
            or not _fits(label.text, text[: label.start])
            or _goes_on(text, label.start)
        ):
            break
        bare = strip_label(rest)[0]
        if not (reads_as_names(bare, lenient=start is None) or (start is not None and not bare)):
            break
        start = label.start
    return None if start is None else _cut(text, _edge(text, start), len(text), "label")


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
        if length and len(rest) <= _LONGEST and reads_as_names(strip_label(rest)[0], lenient=False):
            return _cut(text, start, len(text), "opener")
    return None


def _capitals(text: str) -> list[int]:
    """Where a word such as "Photo" stands that is written small but in a credit, "… in Rome Photo by Jane Doe"."""
    return [m.start() for m in _BY.finditer(text)] if "by " in text or "ourtesy" in text else []


def _starts(text: str) -> list[int]:
    ends = [m.end() for m in _SENTENCE_END.finditer(text)] + [m.end() for m in _DIVIDER.finditer(text)]
    return sorted(e for e in ends if 0 < e < len(text) and len(text) - e <= _LONGEST)


def _sign(text: str) -> Cut | None:
    """© and what follows it to the end."""
    sign = None
    for sign in SIGN.finditer(text):
        if len(text) - sign.start() <= _LONGEST:
            break
    if not sign or not reads_as_names(strip_label(text[sign.start() :])[0], lenient=True):
        return None
    start = sign.start()
    label = next((lab for lab in find_labels(text[:start] + ":") if lab.end >= start), None)
    return _cut(text, _edge(text, label.start if label else start), len(text), "©")


def _divided(text: str) -> Cut | None:
    """A divider and a known agency behind it, " — BELGA", "＝ＡＰ"."""
    marks = [m for m in _DIVIDER.finditer(text) if m.start() and len(text) - m.end() <= _LONGEST]
    for mark in marks:
        tail = text[mark.end() :]
        before = text[: mark.start()] if "|" in mark[0] else ""
        if mark[0].strip() != "/" and is_credit(tail, before):
            return _cut(text, mark.start(), len(text), "divider")
    return None


def _bare(text: str) -> Cut | None:
    """Nothing but its place: a known agency or a word such as "Supplied" behind the end of a sentence."""
    for end in reversed(list(_SENTENCE_END.finditer(text))):
        tail = text[end.end() :]
        if len(tail) > _LONGEST:
            break
        if tail and not INITIAL.search(text, 0, end.start()) and (is_lone(tail) or is_credit(tail, "", bare=True)):
            return _cut(text, end.end(), len(text), "bare at the end")
    return None


def _closed(text: str) -> Cut | None:
    """A closing label, "山田太郎撮影", "V. Pavardenis / BNS nuotr.", behind the end of a sentence."""
    bare = text.rstrip()
    length = closer_at(bare)
    ends = [m.end() for m in _SENTENCE_END.finditer(bare) if not INITIAL.search(bare, 0, m.start())] if length else []
    start = ends[-1] if ends else None
    if start is None or start >= len(bare) - length:
        return None
    return _cut(text, start, len(text), "closing label") if reads_as_names(bare[start:-length], lenient=False) else None


_RULES: tuple[Callable[[str], Cut | None], ...] = (
    _label,
    _bracket_at_end,
    _sign,
    _opener,
    _labelled_brackets,
    _closed,
    _divided,
    _bare,
)
