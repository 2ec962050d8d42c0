"""Find the labels of credits, and strip label, brackets and © from a credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.punctuation import SIGN, unwrap
from crawler.normalize.credits.words import words

MARK = re.compile(r"\s?(?:[:：=＝]|(?<=[^\W\d_])\s?[/／](?=\s?[^\W\d_])|(?<=[^\W\d_])\s[/|]\s(?=[^\W\d_])|՝)\s?")
_SIGN = re.compile(r"[:：=＝/／|՝]")
"""Each mark contains one of these."""
_START = re.compile(r"[\s(\[（［【〔《|/•·–—\-*>,;.▶►■◆●▲△※\"'“”’]*")
_GLUED = re.compile(r"(?<=[\w)”\"])[.!?…)”»](?=[^\W\d_][^\W_]+$)")
"""The end of a sentence that a label follows without a space, as elements were joined."""
_EDGES = ".!?…。)(（［[|/–—\n"
_EDGE = re.compile(r"[.!?…|/)\]]\s")
_BOXED = re.compile(r"[\[【［(（]\s*([^\[\]【】［］()（）]{1,12})\s*[\]】］)）]\s*[=＝:：]\s*(?=\S)")
"""A label in its own brackets, "[写真]=Getty Images"."""
_DOTTED = re.compile(r"(撮影|写真提供|写真|提供|攝影|摄影|사진|촬영)[・·‧](?=\S)")
"""A label that ends in a middle dot, "撮影・山田太郎"."""
_LICENSED = re.compile(
    r"(?:By|Von|Par|Por|Di|Door)\s+(?=[^\W\d_][^,(\[]{2,50}?\s*[-–,(\[].{0,80}(?:wikimedia|\bcc[ -]by|\bcc0"
    r"|eigenes werk|own work|travail personnel|trabajo propio|opera propria))",
    re.I,
)
"""What opens the name of the maker in the lines of Wikimedia Commons, "By Jane Doe - Own work, CC BY-SA 4.0"."""
_BACK = 34
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text, with the span from its start to the end of its colon."""

    start: int
    end: int
    text: str


def label_before(text: str, end: int) -> int | None:
    """Return where the label that ends at ``end``, before a colon, starts; None if there is none."""
    start = max(0, end - _BACK)
    before = text[start:end].rstrip()
    table = words()
    spans = [m.span() for m in re.finditer(r"[^\s]+", before)]
    for at in _starts(before, spans[-_MOST_WORDS:]):
        if before[at:].casefold() in table.labels and (at == 0 or not before[at - 1].isalnum()):
            return start + at
    folded = before.casefold()
    for label in table.joined_labels if folded and folded[-1] > "\u0e00" else ():
        if folded.endswith(label) and _may_touch(folded, label):
            return start + len(before) - len(label)
    return None


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
    for mark in _marks(text, len(text)):
        if not _may_close(mark[0], text[: mark.start()].casefold()):
            continue
        start = label_before(text, mark.start())
        if start is not None:
            found.append(Label(start, mark.end(), text[start : mark.start()]))
    return found


def _marks(text: str, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches of ``MARK`` before ``end``; they are tried only at its signs, which is faster."""
    place = 0
    while sign := _SIGN.search(text, place, end):
        start = sign.start()
        mark = MARK.match(text, start - 1, end) if start > place and text[start - 1].isspace() else None
        mark = mark or MARK.match(text, start, end)
        place = mark.end() if mark else start + 1
        if mark:
            yield mark


def _may_close(mark: str, before: str) -> bool:
    """Return whether a mark ends the label before it; slashes and bars do so only after some labels."""
    if "|" in mark or mark.strip() == "/" != mark:
        head = _EDGE.split(before)[-1].strip()
        return mark[0] == mark[-1] == " " and head in words().barred
    return mark.strip() not in ("/", "／") or before.endswith(_SLASHED)


_SLASHED = ("사진", "图", "圖", "写真", "撮影", "mynd", "ljósmynd", "reprodução", "divulgação")
"""Labels that a slash may close; behind others it joins names, "AP Photo/Jane Doe"."""


def opening_label_at(text: str) -> int:
    """How long the opener is that a text starts with, 0 where there is none.

    >>> opening_label_at("Photo by Jane Doe"), opening_label_at("Photography")
    (8, 0)
    """
    head = text[:60].casefold().split(None, 5)
    for phrase in words().openers.get(head[0], ()) if head else ():
        if tuple(head[: len(phrase)]) == phrase and len(head) > len(phrase):
            return _length(text, len(phrase))
    return 0


def _length(text: str, count: int) -> int:
    at = 0
    for _ in range(count):
        while text[at].isspace():
            at += 1
        while at < len(text) and not text[at].isspace():
            at += 1
    return at


def strip_label(text: str) -> tuple[str, bool]:
    """A credit without label, brackets and ©, and whether its label names a giver rather than a maker.

    >>> strip_label("(Foto: Bild: Jane Doe/dpa)"), strip_label("© AFP - LUDOVIC MARIN")
    (('Jane Doe/dpa', False), ('AFP - LUDOVIC MARIN', False))
    >>> strip_label("Photo courtesy of the Smith family")
    ('courtesy of the Smith family', True)
    """
    given = False
    previous = None
    while text != previous:
        previous = text
        text = unwrap(text)
        length, gives = _prefix(text)
        text, given = text[length:], given or gives
        if gives and not length:
            break
    return text, given


def has_label(text: str) -> bool:
    """Whether a text starts with a label, an opener or ©, within its brackets.

    >>> has_label("(Foto: Jane Doe)"), has_label("(Jane Doe)")
    (True, False)
    """
    length, gives = _prefix(unwrap(text))
    return gives or length > 0


@lru_cache(maxsize=500)  # the rules ask the same of the same credit in turn
def _prefix(text: str) -> tuple[int, bool]:
    """How much of a text's start is its label or ©, and whether that names a giver."""
    if sign := SIGN.match(text):
        return sign.end(), False
    if (boxed := _BOXED.match(text)) and boxed[1].casefold() in words().labels:
        return boxed.end(), False
    mark = next(_marks(text, min(len(text), _BACK + 6)), None)
    label = text[: mark.start()].strip().casefold() if mark else ""
    if mark and label in words().labels and mark.end() < len(text) and _may_close(mark[0], label):
        return mark.end(), f"{label} " in words().givers
    if found := _DOTTED.match(text) or _LICENSED.match(text):
        return found.end(), False
    if supplier_label_at(text):
        head = text.split()[0]
        inner = text[len(head) :].lstrip()
        return (
            (len(text) - len(inner), True)
            if head.casefold() in words().labels and supplier_label_at(inner)
            else (0, True)
        )
    return opening_label_at(text), False


def supplier_label_before(text: str, start: int) -> int:
    """Where the agency begins that stands before a label at ``start``, "NDR Foto: Jane Doe"; ``start`` where none does.

    >>> [supplier_label_before(*a) for a in (("A ship. NDR Foto: Jane Doe", 12), ("Meet the NDR Foto: Jane Doe", 13))]
    [8, 13]
    """
    before = text[max(0, start - _BACK) : start].rstrip()
    tokens = before.split()
    for count in (2, 1):
        name = " ".join(tokens[-count:]).lstrip("([（［|/")
        rest = before[: len(before) - len(name)].rstrip()
        if before.endswith(name) and find_agency(name) and (not rest or rest[-1] in _EDGES):
            return len(text[:start].rstrip()) - len(name)
    return start


def supplier_label_at(text: str) -> int:
    """How long the words are that a text starts with and that name a giver, "Courtesy of "; 0 where there are none."""
    folded = text[:_BACK].casefold()
    if not folded.startswith(words().givers):
        return 0
    return len(next(giver for giver in words().givers if folded.startswith(giver)))


def closing_label_at(text: str) -> int:
    """How long the label is that closes a text, "山田太郎撮影", "V. Pavardenis nuotr."; 0 where there is none.

    >>> closing_label_at("山田太郎撮影"), closing_label_at("V. Pavardenis nuotr."), closing_label_at("Rescue Photo")
    (2, 6, 0)
    """
    folded = text.casefold()
    if not folded.endswith(words().closers):
        return 0
    closer = next(c for c in words().closers if folded.endswith(c))
    if closer.isascii() and not folded.endswith(f" {closer}"):
        return 0
    return len(closer) if not closer.isascii() or closer.startswith("nuotr") else 0
