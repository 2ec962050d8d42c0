"""The label at the start or end of a credit; strip label, brackets and ©."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.normalize.agencies import find_agency
from crawler.normalize.credits.find_labels import LONGEST_LABEL, is_label, marks, may_close
from crawler.normalize.credits.punctuation import SIGN, unwrap
from crawler.normalize.credits.words import words

_EDGES = ".!?…。)(（［[|/–—\n"
_BOXED = re.compile(r"[\[【［(（]\s*([^\[\]【】［］()（）]{1,12})\s*[\]】］)）]\s*[=＝:：]\s*(?=\S)")
"""A label in its own brackets, "[写真]=Getty Images"."""
_DOTTED = re.compile(r"(撮影|写真提供|写真|提供|攝影|摄影|사진|촬영)[・·‧](?=\S)")
"""A label that ends in a middle dot, "撮影・山田太郎"."""
_JOINTS = ("/", "／")
"""Marks that may join two labels, "Foto/Grafik: Jane Doe"."""
_ABBREVIATED = re.compile(r"[^\W\d_]{3,5}\.(?=[^\W\d_]{2})")
"""An abbreviated label that a name follows at once, "Dok.Example"."""
_LICENSED = re.compile(
    r"(?:By|Von|Par|Por|Di|Door)\s+(?=[^\W\d_][^,(\[]{2,50}?\s*[-–,(\[].{0,80}(?:wikimedia|\bcc[ -]by|\bcc0"
    r"|eigenes werk|own work|travail personnel|trabajo propio|opera propria))",
    re.I,
)
"""What precedes the creator in credits from Wikimedia Commons, "By Jane Doe - Own work, CC BY-SA 4.0"."""


def opening_label_at(text: str) -> int:
    """Return the length of the opener at the start of a text; 0 if there is none.

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
    """Return a credit without label, brackets and ©, and whether the label names a supplier, not a creator.

    >>> strip_label("(Foto: Bild: Jane Doe/dpa)"), strip_label("© AFP - LUDOVIC MARIN")
    (('Jane Doe/dpa', False), ('AFP - LUDOVIC MARIN', False))
    >>> strip_label("Photo courtesy of the Smith family")
    ('courtesy of the Smith family', True)
    """
    from_supplier = False
    previous = None
    while text != previous:
        previous = text
        text = unwrap(text)
        length, supplies = _prefix(text)
        text, from_supplier = text[length:], from_supplier or supplies
        if supplies and not length:
            break
    return text, from_supplier


def has_label(text: str) -> bool:
    """Return whether a text starts with a label, an opener or ©, inside its brackets.

    >>> has_label("(Foto: Jane Doe)"), has_label("(Jane Doe)")
    (True, False)
    """
    length, supplies = _prefix(unwrap(text))
    return supplies or length > 0


@lru_cache(maxsize=500)  # several rules examine the same credit
def _prefix(text: str) -> tuple[int, bool]:
    """Return the length of the label or © at the start of a text, and whether it names a supplier."""
    if sign := SIGN.match(text):
        return sign.end(), False
    if (boxed := _BOXED.match(text)) and boxed[1].casefold() in words().labels:
        return boxed.end(), False
    for mark in marks(text, min(len(text), LONGEST_LABEL + 6)):
        label = text[: mark.start()].strip().casefold()
        if is_label(label) and mark.end() < len(text) and may_close(mark[0], label):
            return mark.end(), f"{label} " in words().supplier_labels
        if mark[0].strip() not in _JOINTS:
            break
    if found := _DOTTED.match(text) or _LICENSED.match(text):
        return found.end(), False
    if (glued := _ABBREVIATED.match(text)) and glued[0].casefold() in words().labels:
        return glued.end(), f"{glued[0].casefold()} " in words().supplier_labels
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
    """Return where the agency before a label at ``start`` begins, "NDR Foto: Jane Doe"; ``start`` if there is none.

    >>> [supplier_label_before(*a) for a in (("A ship. NDR Foto: Jane Doe", 12), ("Meet the NDR Foto: Jane Doe", 13))]
    [8, 13]
    """
    before = text[max(0, start - LONGEST_LABEL) : start].rstrip()
    tokens = before.split()
    for count in (2, 1):
        name = " ".join(tokens[-count:]).lstrip("([（［|/")
        rest = before[: len(before) - len(name)].rstrip()
        if before.endswith(name) and find_agency(name) and (not rest or rest[-1] in _EDGES):
            return len(text[:start].rstrip()) - len(name)
    return start


def supplier_label_at(text: str) -> int:
    """Return the length of the supplier label at the start of a text, "Courtesy of "; 0 if there is none."""
    folded = text[:LONGEST_LABEL].casefold()
    if not folded.startswith(words().supplier_labels):
        return 0
    return len(next(label for label in words().supplier_labels if folded.startswith(label)))


def closing_label_at(text: str) -> int:
    """Return the length of the label at the end of a text, "山田太郎撮影", "V. Pavardenis nuotr."; 0 if there is none.

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
