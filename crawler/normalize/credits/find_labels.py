"""Find labels that end in a colon or a similar mark anywhere in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.normalize.credits.words import words

MARK = re.compile(
    r"\s?(?:[:：=＝]|(?<=[^\W\d_])(?:\.{3}|…)(?=\s?[^\W\d_])|(?<=[^\W\d_])\s?[/／](?=\s?[^\W\d_])|(?<=[^\W\d_])\s[/|]\s(?=[^\W\d_])|՝)\s?"
)
_SIGN = re.compile(r"[:：=＝/／|՝…]|\.{3}")
"""Each mark contains one of these."""
_START = re.compile(r"[\s(\[（［【〔《|/•·–—\-*>,;.▶►■◆●▲△※\"'“”’]*")
_GLUED = re.compile(r"(?<=[\w)”\"])[.!?…)”»](?=[^\W\d_][^\W_]+$)")
"""The end of a sentence that a label follows without a space, as elements were joined."""
_ELLIPSES = ("...", "…")
_END = re.compile(r"[.!?…|/)\]]\s*")
_EDGE = re.compile(r"[.!?…|/)\]]\s")
_JOINT = re.compile(r"(?<=\S)/(?=\S)|\s?[&+]\s?")
"""What joins two labels, "Foto/Grafik"."""
LONGEST_LABEL = 34
"""Characters before a mark in which a label is searched."""
_MOST_WORDS = 4
_SLASHED = ("사진", "图", "圖", "写真", "撮影", "mynd", "ljósmynd", "reprodução", "divulgação")
"""Labels that may end in a slash; after others a slash joins names, "AP Photo/Jane Doe"."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text, with the span from its start to the end of its colon."""

    start: int
    end: int
    text: str


def label_before(text: str, end: int) -> int | None:
    """Return where the label that ends at ``end``, before a colon, starts; None if there is none."""
    start = max(0, end - LONGEST_LABEL)
    before = text[start:end].rstrip()
    table = words()
    spans = [m.span() for m in re.finditer(r"[^\s]+", before)]
    for at in _starts(before, spans[-_MOST_WORDS:]):
        if is_label(before[at:].casefold()) and (at == 0 or not before[at - 1].isalnum()):
            return start + at
    folded = before.casefold()
    for label in table.joined_labels if folded and folded[-1] > "\u0e00" else ():
        if folded.endswith(label) and _may_touch(folded, label):
            return start + len(before) - len(label)
    return None


def is_label(text: str) -> bool:
    """Return whether a case-folded text is a label, or several: "foto", "foto/grafik", "photo & video".

    >>> is_label("foto"), is_label("foto/grafik"), is_label("jane doe/foto")
    (True, True, False)
    """
    labels = words().labels
    if text in labels:
        return True
    parts = _JOINT.split(text) if _JOINT.search(text) else ()
    return len(parts) == 2 and all(part in labels for part in parts)


def _starts(before: str, spans: list[tuple[int, int]]) -> Iterator[int]:
    """Yield where a label may start: at each word, and within a word after a sentence end, "in Rome.Foto"."""
    for first, last in spans:
        lead = _START.match(before, first)
        yield lead.end() if lead else first
        if glued := _GLUED.search(before, first, last):
            yield glued.end()


def _may_touch(before: str, label: str) -> bool:
    """Return whether a label may touch the text before it; a single character such as 图 must be at an edge."""
    at = len(before) - len(label)
    return len(label) > 1 or at == 0 or not before[at - 1].isalnum()


def find_labels(text: str) -> list[Label]:
    """Return the labels in a text that end in a colon or a similar mark, in its order.

    >>> [l.text for l in find_labels("Im Stadion. Foto: Bild: Jane Doe/dpa")]
    ['Foto', 'Bild']
    """
    found = []
    for mark in marks(text, len(text)):
        if not may_close(mark[0], text[: mark.start()].casefold()):
            continue
        start = label_before(text, mark.start())
        if start is not None:
            found.append(Label(start, mark.end(), text[start : mark.start()]))
    return found


def marks(text: str, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of ``MARK`` before ``end``; they are tried only at its signs, which is faster."""
    place = 0
    while sign := _SIGN.search(text, place, end):
        start = sign.start()
        mark = MARK.match(text, start - 1, end) if start > place and text[start - 1].isspace() else None
        mark = mark or MARK.match(text, start, end)
        place = mark.end() if mark else start + 1
        if mark:
            yield mark


def may_close(mark: str, before: str) -> bool:
    """Return whether a mark ends the label before it; slashes and bars do so only after some labels."""
    if "|" in mark or mark.strip() == "/" != mark:
        head = _EDGE.split(before)[-1].strip()
        return mark[0] == mark[-1] == " " and head in words().bar_labels
    if mark.strip() in _ELLIPSES:  # a hidden label, "Credit...Jane Doe"
        return _END.split(before)[-1].strip() in words().bar_labels
    return mark.strip() not in ("/", "／") or before.endswith(_SLASHED)
