"""Find credits at the end of a caption by a divider, by a closing label, or only by their place."""

from __future__ import annotations

import re

from crawler.normalize.credits.cut import LONGEST, CreditSplit, cut
from crawler.normalize.credits.entity_types import EntityType, entity_type, strip_boilerplate
from crawler.normalize.credits.evidence import is_credit, stands_for_credit
from crawler.normalize.credits.label import closing_label_at
from crawler.normalize.credits.reads_as_names import reads_as_names
from crawler.normalize.credits.split import INITIAL
from crawler.normalize.credits.words import words
from crawler.normalize.names import is_person

# Both begin with a set of characters, for which `re` skips all others at once.
SENTENCE_END = re.compile(r"[.!?…。！？؟।\s](?:(?<!\s)['\"’”»)\]）」]*\s+|(?<=[。！？])|(?<=\s)\s+|(?<=\n))")
DIVIDER = re.compile(r"[\s＝｜│┃—|](?:(?<=\s)\s*[-–—|/•·~＝｜│┃]\s*|(?<=[＝｜│┃—])\s*|(?<=\|)\s+)")
_LONGEST_NAME = 40
_COMMA = re.compile(r"[、，＝=]([^、，＝=。]{2,12}?)(?:氏|さん|记者|記者)?(?:撮影|写す|攝|摄|攝影|摄影)$")
"""A name and "taken" after a date or a place, as in Japanese newspapers."""


def sentence_ends(text: str) -> list[re.Match[str]]:
    """Return the ends of sentences in a text; the full stop of an initial ends none."""
    return [m for m in SENTENCE_END.finditer(text) if not INITIAL.search(text, max(0, m.start() - 6), m.start())]


def divided(text: str) -> CreditSplit | None:
    """Find a known agency after a divider, " — BELGA", "＝ＡＰ"."""
    marks = [m for m in DIVIDER.finditer(text) if m.start() and len(text) - m.end() <= LONGEST]
    for mark in marks:
        tail = text[mark.end() :]
        before = text[: mark.start()] if "|" in mark[0] else ""
        if mark[0].strip() != "/" and is_credit(tail, before):
            return cut(text, mark.start(), len(text), "divider")
    return None


def bare(text: str) -> CreditSplit | None:
    """Find a known agency, or a word such as "Supplied", after a sentence end."""
    for end in reversed(sentence_ends(text)):
        tail = text[end.end() :]
        if len(tail) > LONGEST:
            break
        if tail and (
            stands_for_credit(tail) or is_credit(tail, "", bare=True) or _is_signature(tail, text[: end.start()])
        ):
            return cut(text, end.end(), len(text), "bare at the end")
    return None


def _is_signature(text: str, before: str) -> bool:
    """Return whether a text after a sentence is a name that stands out: in capitals, for a client, or beside "Staff".

    "… leaves. JUAN PÉREZ", "… leaves. Jane Doe for The Example", "… leaves. Jane Doe/Staff".
    """
    if text.isupper() and not before.isupper():
        return len(text) <= _LONGEST_NAME and entity_type(text) is EntityType.PERSON
    name, slash, rest = text.rstrip(".").partition("/")
    if not slash:
        name, slash, rest = text.rstrip(".").partition(" for ")
        house = bool(slash) and rest[:1].isupper() and reads_as_names(rest, lenient=False, strict=True)
    else:
        house = rest.strip().casefold() in words().placeholders | words().noise
    return house and entity_type(name.strip()) is EntityType.PERSON


def closed(text: str) -> CreditSplit | None:
    """Find a credit with a closing label, "V. Pavardenis / BNS nuotr.", "＝8日午前、山田太郎撮影"."""
    bare = text.rstrip(" 。")
    length = closing_label_at(bare)
    if not length:
        return None
    if (comma := _COMMA.search(bare)) and is_person(comma[1].strip()):
        return cut(text, comma.start(1), len(text), "closing label")
    ends = sentence_ends(bare)
    start = ends[-1].end() if ends else len(bare)
    if (names := bare.split(" / "))[2:3] and start >= len(names[0]):  # the subject, the photographer and the agency
        return cut(text, len(names[0]), len(text), "closing label") if is_credit(" / ".join(names[1:]), "") else None
    if start >= len(bare) - length:
        return None
    return cut(text, start, len(text), "closing label") if reads_as_names(bare[start:-length], lenient=False) else None


def slashed(text: str) -> CreditSplit | None:
    """Find an agency or a name after a spaced slash, "A street in ruins / AFP", "… in Palma / Jane Doe"."""
    head, slash, tail = text.rpartition(" / ")
    head = _without_last_name(head)
    tail = text[len(head) :].lstrip(" /")
    before = head.split()[-2:]
    if not slash or "/" in head or len(before) < 2:
        return None
    if _is_running(head) and entity_type(strip_boilerplate(tail)) is EntityType.PERSON:
        return cut(text, len(head), len(text), "divider")
    if not before[0][:1].isalpha() or is_person(" ".join(before)):
        return None
    return cut(text, len(head), len(text), "divider") if is_credit(tail, "", bare=True) else None


def _without_last_name(text: str) -> str:
    """Return a text without the name after its last sentence, "… leaves. Juan Pérez"."""
    ends = sentence_ends(text)
    name = text[ends[-1].end() :] if ends else ""
    return text[: ends[-1].end()].rstrip() if name and entity_type(name) is EntityType.PERSON else text


def _is_running(text: str) -> bool:
    """Return whether a text is prose and not a list of names: enough of its words are lower-case."""
    found = text.split()
    return len(found) >= 5 and sum(w[0].islower() for w in found) * 4 >= len(found)
