"""Labels next to dates: published, changed, or something else."""

from __future__ import annotations

import re

from crawler.normalize.word_tables import any_of, table

PUBLISHED, CHANGED, OTHER = "published", "changed", "other"
_DIGIT = re.compile(r"\d")
_BEGIN = r"(?<![A-Za-z\u00c0-\u0dff])(?![\s\d])"
"""The beginning of a word; scripts without spaces need none. No label begins with a space or a digit, as dates do."""
_END = r"(?![a-z\u00df-\u0dff])"
_KINDS = "|".join(
    rf"(?P<{kind}>{any_of(table('date_labels')[kind])}{'' if kind == CHANGED else _END})"
    for kind in (CHANGED, PUBLISHED, OTHER)
)
_LABEL = re.compile(rf"{_BEGIN}(?:{_KINDS})", re.I)
_IN_BRACKETS = re.compile(r"\d{2}\D*([(（\[［][^)）\]］]*\d[^)）\]］]*)$")
_PARTED = re.compile(r"[|·•/;]\s*$")
_CLASS = re.compile(r"publish|pubdate|posted|created|(modif|updated|changed|edited)", re.I)

LabelledPart = tuple[str | None, str]
"""A label and the text that it applies to."""


def labelled_parts(text: str, label: str | None = None) -> list[LabelledPart]:
    """Split a line at its date labels; ``label`` is the one that precedes it.

    >>> labelled_parts("Published: 3 May | Updated: 4 May")
    [(None, ''), ('published', ': 3 May | '), ('changed', ': 4 May')]
    >>> labelled_parts("5月3日公開 5月4日更新")
    [('published', '5月3日'), ('changed', ' 5月4日')]
    """
    marks = list(_LABEL.finditer(text))
    if not marks:
        return [(label, text)]
    before, behind = text[: marks[0].start()], text[marks[-1].end() :]
    if _DIGIT.search(before) and not _DIGIT.search(behind) and not _PARTED.search(before):  # labels follow dates
        starts = [0, *(mark.end() for mark in marks[:-1])]
        own = _IN_BRACKETS.search(before)  # "3 May (4 May updated)": the label is of the date in the brackets alone
        starts[0] = own.start(1) if own else 0
        follow = [(m.lastgroup, text[start : m.start()]) for start, m in zip(starts, marks, strict=True)]
        return [(label, before[: starts[0]]), *follow] if own else follow
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [(label, before), *((m.lastgroup, text[m.end() : end]) for m, end in zip(marks, ends, strict=True))]


def label_of_class(names: str) -> str | None:
    """Return the label that class names give a date; "published" if they give both."""
    kinds = {CHANGED if match[1] else PUBLISHED for match in _CLASS.finditer(names)}
    return next((kind for kind in (PUBLISHED, CHANGED) if kind in kinds), None)
